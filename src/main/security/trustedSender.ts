/** What is looked at of Electron's WebFrameMain. */
export interface SenderFrame {
  readonly origin: string
}

/** What is looked at of Electron's IpcMainInvokeEvent. */
export interface SenderEvent {
  readonly senderFrame: SenderFrame | null
}

/**
 * Only the main frame of the main window may call, and only while it shows the app's own origin.
 * The frame is compared by identity and the origin as a whole: prefixes of addresses can be forged.
 * @see https://www.electronjs.org/docs/latest/tutorial/security#17-validate-the-sender-of-all-ipc-messages
 */
export function isTrustedSender(event: SenderEvent, mainFrame: SenderFrame | null, origin: string): boolean {
  try {
    const frame = event.senderFrame
    return frame !== null && mainFrame !== null && frame === mainFrame && frame.origin === origin
  } catch {
    // Reading a frame that is gone throws.
    return false
  }
}
