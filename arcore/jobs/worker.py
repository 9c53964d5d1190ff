"""The loop of `manage.py worker`, which outlives a restart of the database."""

import asyncio
import logging
import os
import signal
from typing import Any

import psycopg
import psycopg_pool
from asgiref.sync import sync_to_async
from django.db import DatabaseError, close_old_connections
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import ConnectorException

from arcore.jobs.recovery import DEAD_AFTER_S, HEARTBEAT_S

logger = logging.getLogger(__name__)

GRACE_S = 8.0  # for a running job to end by itself; then the database takes its work back
AGAIN_AFTER_S = 2.0
LOST = (ConnectorException, psycopg.Error, psycopg_pool.PoolTimeout, DatabaseError, OSError)


async def work(concurrency: int) -> None:
    """Work off the queue until SIGTERM or Ctrl-C, connecting again whenever that is needed."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop_soon, stop, loop)
    while not stop.is_set():
        try:
            await work_until(stop, concurrency)
        except LOST as trouble:
            logger.warning("The job worker lost the database and tries again: %s", trouble)
        if not stop.is_set():
            await asyncio.wait([asyncio.ensure_future(stop.wait())], timeout=AGAIN_AFTER_S)
            await sync_to_async(close_old_connections)()


def stop_soon(stop: asyncio.Event, loop: asyncio.AbstractEventLoop) -> None:
    """Take no more jobs; a job that goes on past GRACE_S is cut off and runs again later."""
    stop.set()
    loop.call_later(GRACE_S, os._exit, 0)  # a thread at work cannot be asked to end


async def work_until(stop: asyncio.Event, concurrency: int) -> None:
    """Run one worker on one pool of connections until stop is set or the worker ends.

    The worker's own app has the pool; jobs that queue jobs keep to Django's connection, so
    that these too are part of their transaction.
    """
    its_app = app.with_connector(DjangoConnector().get_worker_connector())
    async with its_app.open_async():
        running = asyncio.create_task(its_app.run_worker_async(**manners(concurrency)))
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait([running, stopping], return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if not running.done():
            running.cancel()
        await asyncio.gather(running, return_exceptions=stop.is_set())


def manners(concurrency: int) -> dict[str, Any]:
    """How the worker works: progress tells what jobs did, so done ones leave the queue."""
    return {
        "concurrency": concurrency,
        "install_signal_handlers": False,
        "update_heartbeat_interval": HEARTBEAT_S,
        "stalled_worker_timeout": DEAD_AFTER_S,
        "delete_jobs": "successful",
        "fetch_job_polling_interval": 2.0,
    }
