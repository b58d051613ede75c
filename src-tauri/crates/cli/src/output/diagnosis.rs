//! A diagnosis as a person reads it: what happened, what helps, the proof.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use model::{Cause, Diagnosis, Mend, Proof, ProofBytes, SecretChange, Verdict};

use super::columns::Columns;
use super::text::{Colour, safe};
use super::{Output, words};
use crate::outcome::Failure;

/// Prints the verdict, then every cause and hint.
pub fn print(output: &mut Output, diagnosis: &Diagnosis) -> Result<(), Failure> {
    let verification = &diagnosis.verification;
    let verdict = words::verdict(verification.verdict);
    let mut line = Columns::default().line(&[verdict], output.has_colours());
    if let Some(reason) = verification.reason {
        line += ": ";
        line += reason.as_str();
    }
    output.line(&line)?;
    for (index, cause) in diagnosis.causes.iter().enumerate() {
        print_cause(output, index, cause)?;
    }
    for hint in &diagnosis.hints {
        output.line("")?;
        output.line(&output.paint(Colour::Doubtful, &format!("hint: {}", hint.code)))?;
        output.line(&format!("  {}", safe(&hint.sentence)))?;
        output.line(&format!("  {}", safe(&hint.fix)))?;
    }
    remains(output, diagnosis)
}

fn remains(output: &mut Output, diagnosis: &Diagnosis) -> Result<(), Failure> {
    let verified = diagnosis.verification.verdict == Verdict::Verified;
    if verified || !diagnosis.causes.is_empty() || diagnosis.remains.is_empty() {
        return Ok(());
    }
    output.line("")?;
    output.line("nothing explains this signature")?;
    for sentence in &diagnosis.remains {
        output.line(&format!("  {}", safe(sentence)))?;
    }
    Ok(())
}

fn print_cause(output: &mut Output, index: usize, cause: &Cause) -> Result<(), Failure> {
    output.line("")?;
    let codes: Vec<String> = cause
        .steps
        .iter()
        .map(|step| match step.detail.as_str() {
            "" => step.code.clone(),
            detail => format!("{} ({})", step.code, safe(detail)),
        })
        .collect();
    let title = format!("{}. {}", index + 1, codes.join(", then "));
    output.line(&output.paint(Colour::Good, &title))?;
    for step in &cause.steps {
        output.line(&format!("   {}", safe(&step.sentence)))?;
        output.line(&format!("   Fix: {}", safe(&step.fix)))?;
    }
    if let Some(mend) = &cause.mend {
        output.line(&format!("   Here: {}", safe(&mended(mend))))?;
    }
    proof(output, &cause.proof)
}

fn mended(mend: &Mend) -> String {
    match mend {
        Mend::UseSecret { secret, source } => {
            let owner = source.as_ref().map(|source| format!(" of {source}"));
            format!(
                "use the secret {}{}",
                secret.name,
                owner.unwrap_or_default()
            )
        }
        Mend::ChangeSecret { secret, how } => {
            let how = match how {
                SecretChange::Trim => "cut blanks and newlines off",
                SecretChange::Unquote => "take the quotes off",
                SecretChange::RemoveInvisible => "remove what cannot be seen from",
            };
            format!("{how} {}", secret.name)
        }
        Mend::PublicUrl { url } => format!("set the public URL to {url}"),
        Mend::Scheme { id } => format!("check with --scheme {id}"),
    }
}

fn proof(output: &mut Output, proof: &Proof) -> Result<(), Failure> {
    if !proof.expected.is_empty() {
        output.line(&format!("   signature  {}", safe(&proof.received)))?;
        if proof.expected != proof.received {
            output.line(&format!("   computed   {}", safe(&proof.expected)))?;
        }
    }
    if proof.checked.excerpt_b64.is_empty() && proof.signed.excerpt_b64.is_empty() {
        return Ok(());
    }
    for (title, side) in [("held", &proof.checked), ("signed", &proof.signed)] {
        output.line(&format!("   {title:<10} {}", excerpt(side)))?;
    }
    Ok(())
}

/// `body, 127 bytes, from 125: …null}\n`
fn excerpt(side: &ProofBytes) -> String {
    let bytes = BASE64_STANDARD
        .decode(&side.excerpt_b64)
        .unwrap_or_default();
    let before = if side.offset > 0 { "…" } else { "" };
    let end = side.offset + bytes.len() as u64;
    let after = if end < side.length { "…" } else { "" };
    format!(
        "{}, {} bytes, differs from {}: {before}{}{after}",
        side.part,
        side.length,
        side.differs_from,
        visible(&bytes)
    )
}

/// Text with what cannot be seen written out; bytes that are no text as `\xNN`.
fn visible(bytes: &[u8]) -> String {
    let mut out = String::new();
    for chunk in bytes.utf8_chunks() {
        out.push_str(&safe(chunk.valid()));
        for byte in chunk.invalid() {
            out.push_str(&format!("\\x{byte:02x}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_side_shows_what_cannot_be_seen() {
        let side = ProofBytes {
            part: "body".into(),
            excerpt_b64: BASE64_STANDARD.encode(b"{}\n\xff"),
            offset: 7,
            differs_from: 9,
            differs_to: 11,
            length: 40,
        };
        assert_eq!(
            excerpt(&side),
            "body, 40 bytes, differs from 9: …{}\\n\\xff…"
        );
    }

    #[test]
    fn a_mend_is_told_without_the_secret() {
        let secret = model::SecretRef {
            id: None,
            name: "whsec_…4f".into(),
        };
        let mend = Mend::UseSecret {
            secret,
            source: Some("shop".into()),
        };
        assert_eq!(mended(&mend), "use the secret whsec_…4f of shop");
    }
}
