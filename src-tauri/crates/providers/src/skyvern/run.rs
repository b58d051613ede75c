//! A run as an emulated Skyvern remembers it.

use model::Timestamp;
use serde::{Deserialize, Serialize};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $word)] $variant,)*
        }

        impl $name {
            /// Every one of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Skyvern's word for it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// Reads [`Self::as_str`] back.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.as_str() == word)
            }
        }
    };
}

words! {
    /// What kind of run it is, which decides the shape of its webhook.
    RunType {
        /// A task of the first engine.
        TaskV1 = "task_v1",
        /// A task that plans itself.
        TaskV2 = "task_v2",
        /// A task of the third engine.
        TaskV3 = "task_v3",
        /// A run of a workflow.
        WorkflowRun = "workflow_run",
        /// A task driven by OpenAI's model.
        OpenaiCua = "openai_cua",
        /// A task driven by Anthropic's model.
        AnthropicCua = "anthropic_cua",
        /// A task driven by UI-TARS.
        UiTars = "ui_tars",
        /// A task driven by Yutori's model, whose webhooks cannot be sent again.
        YutoriNavigator = "yutori_navigator",
    }
}

words! {
    /// How far a run is.
    Status {
        /// It is known.
        Created = "created",
        /// It waits for a browser.
        Queued = "queued",
        /// It runs.
        Running = "running",
        /// It waits for a person.
        Paused = "paused",
        /// It reached its goal.
        Completed = "completed",
        /// It broke.
        Failed = "failed",
        /// It ended itself.
        Terminated = "terminated",
        /// A person ended it.
        Canceled = "canceled",
        /// It took too long.
        TimedOut = "timed_out",
    }
}

impl Status {
    /// Whether nothing follows: only then a webhook is sent.
    #[must_use]
    pub const fn is_final(self) -> bool {
        match self {
            Self::Created | Self::Queued | Self::Running | Self::Paused => false,
            Self::Completed | Self::Failed | Self::Terminated | Self::Canceled | Self::TimedOut => {
                true
            }
        }
    }
}

/// A run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// Its id (`tsk_…`, `tsk_v2_…`, `wr_…`).
    pub run_id: String,
    /// What kind of run it is.
    pub run_type: RunType,
    /// How far it is.
    pub status: Status,
    /// What it came to: JSON, to the letter as it was given.
    pub output: Option<String>,
    /// Where its webhook goes.
    pub webhook_url: Option<String>,
    /// Why it did not complete.
    pub failure_reason: Option<String>,
    /// The workflow that it runs; none for tasks.
    pub workflow_id: Option<String>,
    /// The run of a workflow that a task of the second engine is made of.
    pub workflow_run_id: Option<String>,
    /// Most steps that it may take; none for no limit.
    pub max_steps: Option<u32>,
    /// Steps that it took.
    pub step_count: u32,
    /// Whether another attempt at a workflow is awaited: until then nothing is sent again.
    pub retry_pending: bool,
    /// How the webhook of a workflow ended, once that is known.
    pub webhook_delivery_status: Option<String>,
    /// Why its webhook did not arrive, empty when it did. Told from the engine, and never kept.
    #[serde(skip)]
    pub webhook_failure_reason: Option<String>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it changed last.
    pub modified_at: Timestamp,
    /// When it began to wait.
    pub queued_at: Option<Timestamp>,
    /// When it began.
    pub started_at: Option<Timestamp>,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
}
