import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from arcore.company.models import User
from arcore.jobs.models import Progress, State

pytestmark = pytest.mark.django_db


def person(name: str, role: str) -> User:
    made = User.objects.create_user(name)
    made.groups.add(Group.objects.get(name=role))
    return made


@pytest.fixture
def progress() -> Progress:
    return Progress.objects.create(
        title="Import July", user=person("anna", "clerk"), state=State.RUNNING, done=3, total=12
    )


def look(client, progress: Progress, user: User | None, **headers: str):
    if user:
        client.force_login(user)
    return client.get(reverse("jobs:progress", args=[progress.pk]), headers=headers)


def test_the_person_who_asked_sees_how_far_it_is(client, progress):
    page = look(client, progress, progress.user)
    assert page.status_code == 200
    assert "Import July" in page.text
    assert 'max="12" value="3"' in page.text


@pytest.mark.parametrize(
    ("role", "status"),
    [("clerk", 403), ("accountant", 403), ("auditor", 403), ("administrator", 200)],
)
def test_somebody_elses_job_is_for_administrators(client, progress, role, status):
    assert look(client, progress, person("berta", role)).status_code == status


def test_a_stranger_is_sent_to_sign_in(client, progress):
    answer = look(client, progress, None)
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("login"))


def test_htmx_gets_the_part_alone_and_asks_again_until_the_end(client, progress):
    part = look(client, progress, progress.user, **{"HX-Request": "true"})
    assert "<html" not in part.text
    assert f'hx-get="{progress.get_absolute_url()}"' in part.text
    progress.state, progress.result_url = State.FAILED, "/payments/1/"
    progress.message = "Line 2: <unknown>"
    progress.finished_at = progress.created_at
    progress.save()
    ended = look(client, progress, progress.user, **{"HX-Request": "true"})
    assert "hx-get" not in ended.text
    assert "Line 2: &lt;unknown&gt;" in ended.text
    assert 'href="/payments/1/"' in ended.text


def test_a_post_is_refused(client, progress):
    client.force_login(progress.user)
    assert client.post(progress.get_absolute_url()).status_code == 405
