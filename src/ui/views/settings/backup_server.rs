//! A server as the place of the backup: the sheet that asks for it, and what
//! the card shows of it.

use eframe::egui::{Context, Id, Label, Modal, RichText, ScrollArea, Ui};
use egui_material_icons::icons;

use crate::app::{LibraryCommand, Model, ServerCommand, ServerRequest};
use crate::archive::locked::{Passphrase, ServerAddress, ServerPassword};
use crate::ui::actions::{Actions, Dialog};
use crate::ui::theme::{self, space};
use crate::ui::widgets::page::heading_ui;
use crate::ui::widgets::{
    choice_row_ui, line_field_ui, primary_button_enabled, quiet_button, secondary_button,
    secret_field_ui, toggle_pill_ui,
};

/// Width of the sheet, in points.
const WIDTH: f32 = 560.0;

/// What kind of server.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    WebDav,
    S3,
}

/// What is being typed for a server.
#[derive(Default)]
pub(super) struct ServerForm {
    open: bool,
    fresh: bool,
    kind: Kind,
    address: String,
    user: String,
    password: String,
    bucket: String,
    folder: String,
    region: String,
    forget_password: bool,
    words: String,
    again: String,
    error: Option<String>,
    /// It is on its way; what was typed stays here until that ended well.
    sent: bool,
    wrong: bool,
    /// The password of the server there is.
    known_password: String,
}

impl ServerForm {
    /// Shows the sheet.
    pub fn show(&mut self) {
        (self.open, self.fresh) = (true, true);
    }

    /// What became of what was sent: forgotten if it is the backup's place
    /// now, and asked again if only the password was wrong.
    fn look_back(&mut self, model: &Model) {
        self.sent = false;
        let place = model.backup().and_then(|place| place.server.as_ref());
        let is_place =
            place.is_some_and(|place| self.parsed().is_ok_and(|(address, _)| address == *place));
        if is_place {
            *self = Self::default();
        } else if model.backup_server.asks_password {
            (self.open, self.wrong) = (true, true);
        }
    }

    fn parsed(&self) -> Result<(ServerAddress, Option<ServerPassword>), String> {
        match self.kind {
            Kind::WebDav => ServerAddress::parse(&self.address, Some(&self.user)),
            Kind::S3 => ServerAddress::s3(
                &self.address,
                &self.bucket,
                &self.folder,
                &self.region,
                &self.user,
            )
            .map(|address| (address, None)),
        }
        .map_err(|error| error.to_string())
    }

    /// What was typed, put together.
    fn request(&self) -> Result<ServerRequest, String> {
        let (address, inside) = self.parsed()?;
        let typed = (!self.password.is_empty()).then(|| ServerPassword::new(self.password.clone()));
        Ok(ServerRequest {
            address,
            password: typed.or(inside),
            remember: !self.forget_password,
            passphrase: Passphrase::new(self.words.clone()),
        })
    }

    /// Whether the passphrase may be used for a new backup; else what to say
    /// under the fields, if anything.
    fn passphrase_fits(&self) -> Result<(), Option<&'static str>> {
        if self.words.is_empty() {
            return Err(None);
        }
        if Passphrase::new(self.words.clone()).checked().is_err() {
            return Err(Some(t!("backup-server-passphrase-short")));
        }
        if self.again.is_empty() {
            return Err(None);
        }
        if self.again != self.words {
            return Err(Some(t!("backup-server-passphrase-differs")));
        }
        Ok(())
    }

    /// Draws the sheet over the window while it is open.
    pub fn sheet_ui(&mut self, ctx: &Context, model: &Model, working: bool, actions: &mut Actions) {
        if self.sent && !working {
            self.look_back(model);
        }
        if !self.open {
            return;
        }
        let theme = theme::of_ctx(ctx);
        let screen = ctx.content_rect();
        let width = (WIDTH.min(screen.width() - 2.0 * space::L) - 2.0 * space::XL).max(200.0);
        let shown = Modal::new(Id::unique("a server for the backup"))
            .backdrop_color(theme.palette.scrim)
            .frame(theme.floating_frame().inner_margin(space::XL))
            .show(ctx, |ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing.y = space::S;
                heading_ui(ui, RichText::new(t!("backup-server-title")).heading());
                ScrollArea::vertical()
                    .max_height((screen.height() - 300.0).max(160.0))
                    .show(ui, |ui| {
                        ui.spacing_mut().item_spacing.y = space::S;
                        self.place_ui(ui);
                        ui.add_space(space::S);
                        self.lock_ui(ui);
                    });
                ui.add_space(space::M);
                self.buttons_ui(ui, working, actions);
            });
        self.fresh = false;
        if shown.should_close() {
            *self = Self::default();
        }
    }

    fn place_ui(&mut self, ui: &mut Ui) {
        ui.add(Label::new(theme::quiet(ui, t!("backup-server-about"))).wrap());
        ui.add_space(space::XS);
        let mut kind = Some(self.kind);
        let kinds = [
            (Kind::WebDav, t!("backup-server-webdav")),
            (Kind::S3, t!("backup-server-s3")),
        ];
        if choice_row_ui(ui, t!("backup-server-kind"), &kinds, &mut kind)
            && let Some(kind) = kind
        {
            (self.kind, self.error) = (kind, None);
        }
        let is_s3 = self.kind == Kind::S3;
        let (label, hint) = if is_s3 {
            (
                t!("backup-server-endpoint"),
                t!("backup-server-endpoint-hint"),
            )
        } else {
            (
                t!("backup-server-address"),
                t!("backup-server-address-hint"),
            )
        };
        let error = self.error.clone();
        let field = line_field_ui(
            ui,
            "server address",
            label,
            &mut self.address,
            hint,
            error.as_deref(),
        );
        if field.changed() {
            self.error = None;
        }
        if self.fresh {
            field.request_focus();
        }
        if is_s3 {
            let (bucket, folder) = (t!("backup-server-bucket"), t!("backup-server-folder"));
            let region = t!("backup-server-region");
            line_field_ui(ui, "server bucket", bucket, &mut self.bucket, "", None);
            line_field_ui(ui, "server folder", folder, &mut self.folder, "", None);
            line_field_ui(ui, "server region", region, &mut self.region, "", None);
        }
        let (user, password) = if is_s3 {
            (t!("backup-server-key-id"), t!("backup-server-secret"))
        } else {
            (t!("backup-server-user"), t!("backup-server-password"))
        };
        line_field_ui(ui, "server user", user, &mut self.user, "", None);
        let wrong = self.wrong.then_some(t!("backup-server-password-wrong"));
        let text = &mut self.password;
        if secret_field_ui(ui, "server password", password, text, wrong).changed() {
            self.wrong = false;
        }
        let mut remember = !self.forget_password;
        toggle_pill_ui(ui, t!("backup-server-remember"), &mut remember);
        self.forget_password = !remember;
        let words = t!("backup-server-remember-about");
        ui.add(Label::new(theme::quiet(ui, words).small()).wrap());
        if let Ok((address, _)) = self.parsed()
            && !address.is_encrypted()
        {
            let words = t!("backup-server-not-encrypted", at = address.host_and_port());
            ui.add(Label::new(theme::quiet(ui, &words)).wrap());
        }
    }

    fn lock_ui(&mut self, ui: &mut Ui) {
        let error = self.passphrase_fits().err().flatten();
        let label = t!("backup-server-passphrase");
        secret_field_ui(ui, "server passphrase", label, &mut self.words, None);
        let label = t!("backup-server-passphrase-again");
        secret_field_ui(ui, "server passphrase again", label, &mut self.again, error);
        let words = t!("backup-server-passphrase-about");
        ui.add(Label::new(theme::quiet(ui, words).small()).wrap());
    }

    fn buttons_ui(&mut self, ui: &mut Ui, working: bool, actions: &mut Actions) {
        let named = !working && !self.address.trim().is_empty();
        let fits = self.passphrase_fits().is_ok();
        let icon = icons::ICON_CLOUD_UPLOAD.codepoint;
        let words = t!("backup-server-start");
        let (mut back_up, mut cancel) = (false, false);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            back_up = primary_button_enabled(ui, named && fits, icon, words).clicked();
            cancel = secondary_button(ui, "", t!("word-cancel")).clicked();
        });
        // Its passphrase is enough for one that is there already.
        let ready = named && !self.words.is_empty();
        let restore = ui
            .add_enabled_ui(ready, |ui| quiet_button(ui, t!("backup-server-restore")))
            .inner
            .clicked();
        if back_up || restore {
            match self.request() {
                Ok(request) => {
                    if back_up {
                        actions.push(LibraryCommand::Server(ServerCommand::BackUp(request)));
                    } else {
                        actions.push(LibraryCommand::Server(ServerCommand::Choose(request)));
                        actions.ask(Dialog::RestoreFolder);
                    }
                    (self.open, self.sent, self.wrong) = (false, true, false);
                }
                Err(error) => self.error = Some(error),
            }
        }
        if cancel {
            *self = Self::default();
        }
    }

    /// In the card of a backup on a server: its password, when it is wanted.
    /// Whether it still lacks.
    pub fn password_ui(&mut self, ui: &mut Ui, model: &Model) -> bool {
        if model.backup_server.no_keyring {
            let words = t!("backup-server-no-keyring");
            ui.add(Label::new(theme::quiet(ui, words).small()).wrap());
        }
        if !model.backup_server.asks_password {
            return false;
        }
        let label = t!("backup-server-its-password");
        let text = &mut self.known_password;
        secret_field_ui(ui, "known server password", label, text, None);
        let words = t!("backup-server-its-password-about");
        ui.add(Label::new(theme::quiet(ui, words).small()).wrap());
        text.is_empty()
    }

    /// Hands the password on that was typed into the card.
    pub fn open(&mut self, actions: &mut Actions) {
        if !self.known_password.is_empty() {
            let password = ServerPassword::new(std::mem::take(&mut self.known_password));
            actions.push(LibraryCommand::Server(ServerCommand::Password(password)));
        }
    }

    /// In the card of a backup on a server: the way back. Whether it was taken.
    pub fn restore_ui(ui: &mut Ui, ready: bool) -> bool {
        ready && quiet_button(ui, t!("backup-server-restore")).clicked()
    }
}
