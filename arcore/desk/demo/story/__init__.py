"""Two years of business, told week by week through the posting road."""
