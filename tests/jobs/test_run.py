import pytest
from django.utils import timezone

from arcore.company.models import User
from arcore.jobs.models import Progress, State
from arcore.jobs.run import run_job
from tests.jobs.sample_jobs import break_down, count, refuse

pytestmark = pytest.mark.django_db


def progress_for(**facts) -> Progress:
    return Progress.objects.create(title="Count", job_id=41, **facts)


def test_a_finished_job_shows_its_result():
    progress = progress_for(total=4)
    run_job(count, progress.pk, {"steps": 4})
    progress.refresh_from_db()
    assert (progress.state, progress.done, progress.total) == ("done", 4, 4)
    assert progress.result_url == "/counted/4/"
    assert progress.started_at is not None
    assert progress.finished_at is not None
    assert progress.created_at <= progress.started_at <= progress.finished_at


def test_a_refusal_is_told_in_its_own_words():
    progress = progress_for()
    run_job(refuse, progress.pk, {})
    progress.refresh_from_db()
    assert progress.state == State.FAILED
    assert progress.message == (
        "Line 3: the customer is blocked. Unblock him or remove the line."
    )


@pytest.mark.parametrize(
    ("language", "words"), [("en", "an error in the program"), ("fr", "erreur du programme")]
)
def test_an_error_is_told_in_the_users_language_without_its_details(language, words):
    asker = User.objects.create_user("anna", language=language)
    progress = progress_for(user=asker)
    with pytest.raises(ZeroDivisionError):
        run_job(break_down, progress.pk, {})
    progress.refresh_from_db()
    assert progress.state == State.FAILED
    assert words in progress.message
    assert "41" in progress.message
    assert "secret detail" not in progress.message


@pytest.mark.parametrize("state", [State.DONE, State.FAILED])
def test_a_job_that_ended_is_not_run_again(state):
    progress = progress_for(state=state, finished_at=timezone.now())
    run_job(break_down, progress.pk, {})
    progress.refresh_from_db()
    assert progress.state == state


def test_a_job_that_was_cut_off_starts_again_from_its_first_step():
    progress = progress_for(state=State.RUNNING, done=3, total=4, started_at=timezone.now())
    run_job(count, progress.pk, {"steps": 2})
    progress.refresh_from_db()
    assert (progress.state, progress.done, progress.total) == ("done", 2, 2)
