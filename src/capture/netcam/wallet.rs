//! Where passwords of cameras are kept: in the system’s keyring, or nowhere.

use super::{CameraAddress, Login};
use crate::storage::secrets;

/// The name under which the keyring shows them.
const SERVICE: &str = "Smilekeep camera";

/// A place for passwords. Each call may wait for the system to ask the person:
/// not for the window's thread.
pub trait Wallet: Send + Sync {
    /// What is kept for a camera.
    fn find(&self, address: &CameraAddress) -> Option<Login>;

    /// Keeps it; says whether there is a place for it.
    fn keep(&self, address: &CameraAddress, login: &Login) -> bool;

    /// Forgets it.
    fn forget(&self, address: &CameraAddress);
}

/// The system’s keyring: the secret service on Linux, the keychain on macOS,
/// the credential manager on Windows.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemWallet;

impl Wallet for SystemWallet {
    fn find(&self, address: &CameraAddress) -> Option<Login> {
        Login::from_line(&secrets::find(SERVICE, &address.host_and_port())?)
    }

    fn keep(&self, address: &CameraAddress, login: &Login) -> bool {
        secrets::keep(SERVICE, &address.host_and_port(), &login.to_line())
    }

    fn forget(&self, address: &CameraAddress) {
        secrets::forget(SERVICE, &address.host_and_port());
    }
}

/// No place at all: the password is asked for each time.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoWallet;

impl Wallet for NoWallet {
    fn find(&self, _: &CameraAddress) -> Option<Login> {
        None
    }

    fn keep(&self, _: &CameraAddress, _: &Login) -> bool {
        false
    }

    fn forget(&self, _: &CameraAddress) {}
}
