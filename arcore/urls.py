"""The addresses of every page."""

from django.contrib import admin
from django.contrib.auth import views as auth
from django.urls import include, path

from arcore.ui.sign_in import PasswordChange, SignIn
from arcore.ui.theme import set_theme

handler400 = "arcore.ui.errors.bad_request"
handler403 = "arcore.ui.errors.forbidden"
handler404 = "arcore.ui.errors.not_found"
handler500 = "arcore.ui.errors.server_error"

urlpatterns = [
    path("", include("arcore.desk.urls")),
    path("sign-in/", SignIn.as_view(), name="login"),
    path("sign-out/", auth.LogoutView.as_view(), name="logout"),
    path("password/", PasswordChange.as_view(), name="password_change"),
    path("theme/", set_theme, name="set_theme"),
    path("ui/", include("arcore.ui.urls")),
    path("company/", include("arcore.company.urls")),
    path("jobs/", include("arcore.jobs.urls")),
    path("exports/", include("arcore.exports.urls")),
    path("customers/", include("customers.urls")),
    path("documents/", include("ledger.documents.urls")),
    path("vendors/", include("ledger.vendors.urls")),
    path("ledger/", include("ledger.amending.urls")),
    path("ledger/", include("ledger.applying.urls")),
    path("ledger/", include("ledger.reversing.urls")),
    path("ledger/adjustments/", include("ledger.currencies.urls")),
    path("ledger/tolerance/", include("ledger.tolerance.urls")),
    path("ledger/", include("ledger.settlement.urls")),
    path("", include("ledger.timeline.urls")),
    path("ledger/", include("ledger.urls")),
    path("payments/registration/", include("payments.registration.urls")),
    path("payments/splits/", include("payments.splitting.urls")),
    path("payments/", include("payments.urls")),
    path("journals/", include("payments.journal.urls")),
    path("admin/", admin.site.urls),
]
