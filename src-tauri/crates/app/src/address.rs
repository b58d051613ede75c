//! Taking an address, and the URL that it is called by.

use wire::{BindError, Listeners};

/// Listens on an address, or where that is allowed on the next free port.
pub async fn bind(address: &str, port_fallback: bool) -> Result<Listeners, BindError> {
    match wire::bind(address).await {
        Err(BindError::Taken {
            next_free: Some(next),
            ..
        }) if port_fallback => wire::bind_localhost(next).await,
        bound => bound,
    }
}

/// The URL that programs of this machine call listeners by.
pub fn url(listeners: &Listeners) -> String {
    let host = match listeners.addresses().first() {
        Some(first) if !first.ip().is_loopback() && !first.ip().is_unspecified() => {
            first.ip().to_string()
        }
        _ => "127.0.0.1".to_owned(),
    };
    format!("http://{host}:{}", listeners.port())
}
