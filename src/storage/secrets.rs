//! Passwords in the system’s keyring, and nowhere else: the secret service on
//! Linux, the keychain on macOS, the credential manager on Windows.
//!
//! Each call may wait for the system to ask the person: not for the window's
//! thread. Where there is no keyring, the parent is asked each time.

/// What is kept for `name` under `service`, the word the keyring shows.
pub fn find(service: &str, name: &str) -> Option<String> {
    entry(service, name)?.get_password().ok()
}

/// Keeps a secret; says whether there is a place for it.
pub fn keep(service: &str, name: &str, secret: &str) -> bool {
    entry(service, name).is_some_and(|entry| entry.set_password(secret).is_ok())
}

/// Forgets a secret.
pub fn forget(service: &str, name: &str) {
    if let Some(entry) = entry(service, name) {
        // Nothing kept is as good as forgotten.
        let _ = entry.delete_credential();
    }
}

fn entry(service: &str, name: &str) -> Option<keyring::Entry> {
    keyring::Entry::new(service, name).ok()
}
