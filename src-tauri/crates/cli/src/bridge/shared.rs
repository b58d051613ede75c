//! What the handlers of the bridge share.

use app::App;
use tokio_util::sync::CancellationToken;

/// What the handlers share.
#[derive(Clone)]
pub struct Shared {
    /// The program behind it.
    pub app: App,
    /// Set when the program ends.
    pub end: CancellationToken,
}
