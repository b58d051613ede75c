//! Why TLS did not come about, in words. `{}` stands for the place.

use rustls::{AlertDescription, CertificateError, Error};

/// What happened, then what helps.
pub(crate) fn message(error: &Error) -> String {
    match error {
        Error::InvalidCertificate(certificate) => certificate_message(certificate),
        Error::InvalidMessage(_) => {
            "{} does not speak TLS. If it is a plain server, write http:// instead.".to_owned()
        }
        Error::AlertReceived(alert) => alert_message(*alert),
        Error::General(detail) if detail.contains("No CA certificates") => {
            "This machine has no store of certificates to check {} with. Install one (package ca-certificates).".to_owned()
        }
        other => format!("TLS with {{}} did not come about: {other}. Check its certificate and its TLS settings."),
    }
}

fn certificate_message(error: &CertificateError) -> String {
    use CertificateError as E;
    let (what, help) = match error {
        E::UnknownIssuer => (
            "comes from an authority that this machine does not trust",
            "Add the authority to the system's store (mkcert -install does so), or use http://.",
        ),
        E::Expired | E::ExpiredContext { .. } => {
            ("has expired", "Renew it, or check this machine's clock.")
        }
        E::NotValidYet | E::NotValidYetContext { .. } => {
            ("is not valid yet", "Check this machine's clock.")
        }
        E::NotValidForName | E::NotValidForNameContext { .. } => (
            "is made out to another name",
            "Use the name it is made out to, or have it made out to this one as well.",
        ),
        E::Revoked => ("was revoked", "Have a new one made."),
        other => {
            return format!(
                "The certificate of {{}} is not accepted ({other}). Add it to the system's store, or use http://."
            );
        }
    };
    format!("The certificate of {{}} {what}. {help}")
}

fn alert_message(alert: AlertDescription) -> String {
    match alert {
        AlertDescription::CertificateRequired => {
            "{} wants a certificate from us, and we have none to show. Turn client certificates off there.".to_owned()
        }
        AlertDescription::ProtocolVersion => {
            "{} speaks only an old version of TLS. Turn on TLS 1.2 or 1.3 there.".to_owned()
        }
        AlertDescription::UnrecognisedName => {
            "{} has no certificate for this name. Use a name that it knows.".to_owned()
        }
        other => format!("{{}} refused to speak TLS ({other:?}). Look at its log."),
    }
}
