"""The company that keeps its books here: people, currencies and rates, number series."""
