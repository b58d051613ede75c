//! Whether an endpoint can still be delivered to.

use model::EndpointId;

use super::Stage;
use crate::error::Error;

impl Stage {
    /// Whether the engine has an endpoint. One that the engine has given up (it answered 410, say)
    /// is taken up again, since the provider that is played knows nothing of that.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) async fn is_open(&self, endpoint: EndpointId) -> Result<bool, Error> {
        let endpoints = self.store().endpoints();
        let Some(found) = endpoints.get(endpoint).await? else {
            return Ok(false);
        };
        if !found.enabled {
            endpoints.enable(endpoint).await?;
        }
        Ok(true)
    }
}
