"""Sign in and change the password, in the kit's look."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import views
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arcore.ui.actions import address
from arcore.ui.forms import KitFormMixin


class SignInForm(KitFormMixin, AuthenticationForm):
    error_messages = {
        **AuthenticationForm.error_messages,
        "invalid_login": gettext_lazy(
            "This user name and password do not fit together. Mind capitals and the keyboard's"
            " layout; after several wrong tries signing in is locked for a while."
        ),
    }


class KitPasswordChangeForm(KitFormMixin, PasswordChangeForm):
    pass


class SignIn(views.LoginView):
    """The sign-in page; `next` in the URL means that a session ended on the way there."""

    authentication_form = SignInForm
    template_name = "registration/login.html"
    redirect_authenticated_user = True

    def get_default_redirect_url(self) -> str:
        return address("desk") or "/"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        way_back = self.get_redirect_url()
        return super().get_context_data(
            session_ended=way_back not in ("", "/", address("desk")), **context
        )


class PasswordChange(views.PasswordChangeView):
    """Change one's own password; other sessions of the same user end."""

    form_class = KitPasswordChangeForm
    template_name = "registration/password_change.html"

    def get_success_url(self) -> str:
        return address("desk") or reverse("password_change")

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        messages.success(self.request, _("Your password has been changed."))
        return super().form_valid(form)
