"""A real Skyvern of one's own, on SQLite: installed, started, and given the runs of an emulation.

It stays under the folder of built programs, and takes about 1.2 GB there. Its runs are written
into its database: none of them ever drove a browser.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

TOP = Path(__file__).resolve().parents[4]
HOME = TOP / "target" / "peers" / "skyvern-server"
PINNED = ["skyvern[local]==1.0.56", "uvicorn==0.54.0"]
# It loads a few hundred modules before it listens.
START_SECONDS = 180
TASKS = ("task_v1", "task_v3", "openai_cua", "anthropic_cua", "ui_tars", "yutori_navigator")


def install():
    """Makes the environment once; a part of it is taken for none."""
    done = HOME / "installed"
    python = HOME / "bin" / "python"
    if done.is_file():
        return python
    subprocess.run([sys.executable, "-m", "venv", HOME], check=True)
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, *PINNED], check=True)
    done.write_text("\n".join(PINNED))
    return python


class Server:
    """The server, until it is stopped."""

    def __init__(self, port, allow_every_host=True):
        self.base_url = f"http://127.0.0.1:{port}"
        self.folder = HOME / "data"
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.database = self.folder / "skyvern.db"
        self.log = (self.folder / "server.log").open("wb")
        factory = ["--factory", "skyvern.forge.api_app:create_api_app"]
        place = ["--host", "127.0.0.1", "--port", str(port)]
        self.process = subprocess.Popen(
            [HOME / "bin" / "python", "-m", "uvicorn", *factory, *place],
            cwd=self.folder,
            env=self.environment(allow_every_host),
            stdout=self.log,
            stderr=self.log,
        )
        self.wait()
        self.organization, self.key = self.first_key()

    def environment(self, allow_every_host):
        own = {
            "HOME": str(self.folder),
            "DATABASE_STRING": f"sqlite+aiosqlite:///{self.database}",
            "SKYVERN_TELEMETRY": "false",
            "ENV": "local",
            "ENABLE_URL_VALIDATION": "false" if allow_every_host else "true",
        }
        return {"PATH": os.environ["PATH"], **own}

    def wait(self):
        """Asks until it answers, which is after it has loaded, or until it ends."""
        ends = time.monotonic() + START_SECONDS
        while time.monotonic() < ends:
            try:
                urllib.request.urlopen(f"{self.base_url}/openapi.json", timeout=30).close()
                return
            except (urllib.error.URLError, ConnectionError):
                if self.ended_within(0.5):
                    break
        self.process.kill()
        raise SystemExit(f"the server does not answer; see {self.log.name}")

    def ended_within(self, seconds):
        try:
            self.process.wait(timeout=seconds)
            return True
        except subprocess.TimeoutExpired:
            return False

    def rows(self, statement, values=()):
        with sqlite3.connect(self.database, timeout=30) as connection:
            connection.row_factory = sqlite3.Row
            return connection.execute(statement, values).fetchall()

    def first_key(self):
        row = self.rows("SELECT organization_id, token FROM organization_auth_tokens")[0]
        return row["organization_id"], row["token"]

    def insert(self, table, **values):
        names = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("?" for _ in values)
        statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"
        self.rows(statement, tuple(values.values()))

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=60)
        self.log.close()

    def add_run(self, run):
        """Writes a run of an emulation into the database, in its own words and times."""
        common = {"created_at": moment(run["created_at"]), "modified_at": moment(run["modified_at"])}
        times = {name: moment(run[name]) for name in ("started_at", "finished_at")}
        self.insert(
            "task_runs",
            task_run_id=f"tr_{run['id'].rsplit('_', 1)[1]}",
            organization_id=self.organization,
            task_run_type=run["run_type"],
            run_id=run["id"],
            status=run["status"],
            cached=0,
            **times,
            **common,
        )
        if run["run_type"] in TASKS:
            self.add_task(run, times | common)
        elif run["run_type"] == "task_v2":
            self.add_task_v2(run, times | common)
        else:
            self.add_workflow_run(run, times | common)

    def add_task(self, run, times):
        self.insert(
            "tasks",
            task_id=run["id"],
            organization_id=self.organization,
            status=run["status"],
            url="https://example.com",
            navigation_goal=run["prompt"],
            webhook_callback_url=run["webhook_url"],
            extracted_information=run["output"],
            failure_reason=run["failure_reason"],
            max_steps_per_run=run["max_steps"],
            webhook_failure_reason=run["webhook_failure_reason"],
            errors="[]",
            queued_at=moment(run["queued_at"]),
            include_extracted_text=1,
            waiting_for_verification_code=0,
            **times,
        )
        self.add_steps(run, times)

    def add_task_v2(self, run, times):
        executed = {"id": run["workflow_run_id"], "workflow_id": f"wpid_{run['id']}"}
        executed["webhook_failure_reason"] = None
        self.add_workflow_run(run | executed, times)
        self.insert(
            "observer_cruises",
            observer_cruise_id=run["id"],
            organization_id=self.organization,
            workflow_run_id=run["workflow_run_id"],
            status=run["status"],
            prompt=run["prompt"],
            url="https://example.com",
            webhook_callback_url=run["webhook_url"],
            output=run["output"],
            max_steps=run["max_steps"],
            generate_script=0,
            queued_at=moment(run["queued_at"]),
            **times,
        )

    def add_workflow_run(self, run, times):
        workflow = run["workflow_id"]
        both = {name: times[name] for name in ("created_at", "modified_at")}
        if not self.rows("SELECT 1 FROM workflows WHERE workflow_id = ?", (workflow,)):
            self.insert(
                "workflows",
                workflow_id=workflow,
                workflow_permanent_id=workflow,
                organization_id=self.organization,
                title="Sample Workflow",
                workflow_definition='{"parameters": [], "blocks": []}',
                status="published",
                version=1,
                is_saved_task=0,
                persist_browser_session=0,
                generate_script=0,
                ai_fallback=1,
                **both,
            )
        self.insert(
            "workflow_runs",
            workflow_run_id=run["id"],
            workflow_id=workflow,
            workflow_permanent_id=workflow,
            organization_id=self.organization,
            status=run["status"],
            failure_reason=run["failure_reason"],
            webhook_callback_url=run["webhook_url"],
            webhook_failure_reason=run["webhook_failure_reason"],
            queued_at=moment(run["queued_at"]),
            waiting_for_verification_code=0,
            ignore_inherited_workflow_system_prompt=0,
            **times,
        )

    def add_steps(self, run, times):
        both = {name: times[name] for name in ("created_at", "modified_at")}
        for order in range(run["step_count"]):
            self.insert(
                "steps",
                step_id=f"stp_{run['id']}_{order}",
                organization_id=self.organization,
                task_id=run["id"],
                status="completed",
                order=order,
                is_last=0,
                retry_index=0,
                input_token_count=0,
                output_token_count=0,
                step_cost=0,
                **both,
            )


def moment(text):
    """A time of a payload as SQLAlchemy keeps it."""
    if text is None:
        return None
    return text.replace("T", " ") if "." in text else text.replace("T", " ") + ".000000"


def run_of(told):
    """A run, from what the emulation tells of it."""
    times = ("created_at", "modified_at", "queued_at", "started_at", "finished_at")
    asked = told["run_request"]
    return {
        "id": told["run_id"],
        "run_type": told["run_type"],
        "status": told["status"],
        "webhook_url": asked["webhook_url"],
        "prompt": asked.get("prompt"),
        "output": None if told["output"] is None else json.dumps(told["output"]),
        "failure_reason": told["failure_reason"],
        "max_steps": asked.get("max_steps"),
        "step_count": told["step_count"],
        # Of a webhook that went out by itself and arrived, the real server keeps an empty text.
        "webhook_failure_reason": "" if told["finished_at"] and asked["webhook_url"] else None,
        "workflow_id": asked.get("workflow_id"),
        # A task of the second engine is made of a run of a workflow, which its page shows.
        "workflow_run_id": told["app_url"].rsplit("/", 1)[1],
        **{name: told[name] for name in times},
    }
