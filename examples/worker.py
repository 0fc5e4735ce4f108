# A job worker in Python 3.9 or later: pip install pyzeebe
# Start: python worker.py
import asyncio
import os

from pyzeebe import Job, ZeebeWorker, create_insecure_channel
from pyzeebe.errors import BusinessError

ADDRESS = os.environ.get("ZEEBE_ADDRESS", "127.0.0.1:26500")


async def main() -> None:
    worker = ZeebeWorker(create_insecure_channel(grpc_address=ADDRESS))

    # An exception fails the job: it is tried again, and becomes an incident when no retries are left.
    # For 30 seconds nobody else gets the job; work must bear being done twice.
    @worker.task(task_type="greet", timeout_ms=30_000)
    async def greet(job: Job) -> dict:
        name = job.variables.get("name")
        if name is None:
            # Known to the process: a boundary event can catch it.
            raise BusinessError("NO_NAME", "There is nobody to greet.")
        return {"greeting": f"Grüezi {name}"}

    print(f"Waiting for jobs of type «greet» at {ADDRESS}")
    await worker.work()


asyncio.run(main())
