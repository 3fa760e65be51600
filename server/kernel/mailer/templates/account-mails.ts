import { type MailParts, say } from '../mail-parts.ts'

/** Mails about one's own account. */
export interface AccountMails {
  verify_email: { name: string; url: string }
  reset_password: { name: string; url: string }
  change_email: { name: string; new_email: string; url: string }
  password_changed: { name: string }
  second_factor_changed: { name: string; is_enabled: boolean }
  test: { sent_at: Date }
}

const notYou = say`If this was not you, reset your password at once and end all sessions in your account’s security settings.`

export const accountMails: { [T in keyof AccountMails]: (data: AccountMails[T]) => MailParts } = {
  verify_email: ({ name, url }) => ({
    subject: say`Confirm your e-mail address`,
    name,
    paragraphs: [say`Confirm that this address is yours, and your account is ready.`],
    button: { label: 'Confirm e-mail address', url },
    notes: [say`If you did not sign up, ignore this mail: without your click nothing happens.`],
  }),
  reset_password: ({ name, url }) => ({
    subject: say`Reset your password`,
    name,
    paragraphs: [say`Someone asked to reset the password of your account. Choose a new one here.`],
    button: { label: 'Choose a new password', url },
    notes: [
      say`The link works once and for a short time. If you did not ask, ignore this mail: your password stays.`,
    ],
  }),
  change_email: ({ name, new_email, url }) => ({
    subject: say`Confirm your new e-mail address`,
    name,
    paragraphs: [say`Your account’s e-mail address is to become ${new_email}.`],
    button: { label: 'Confirm the change', url },
    notes: [say`If you did not ask for this, do not click, and change your password.`],
  }),
  password_changed: ({ name }) => ({
    subject: say`Your password was changed`,
    name,
    paragraphs: [say`The password of your account was changed.`],
    notes: [notYou],
  }),
  second_factor_changed: ({ name, is_enabled }) => ({
    subject: is_enabled ? say`Two-factor sign-in was turned on` : say`Two-factor sign-in was turned off`,
    name,
    paragraphs: [
      is_enabled
        ? say`From now on, signing in asks for a code of your authenticator app. Keep your recovery codes safe.`
        : say`Signing in no longer asks for a second factor: your password alone is enough.`,
    ],
    notes: [notYou],
  }),
  test: ({ sent_at }) => ({
    subject: say`Test mail`,
    paragraphs: [say`Mail works. This one was sent on ${sent_at}.`],
    notes: [],
  }),
}
