import { Dialog } from 'radix-ui'
import type { ReactNode } from 'react'
import './Overlay.css'

interface OverlayProps {
  title: string
  open: boolean
  onClose(): void
  /** Backs out of something inside the card; false where there is nothing, and Escape closes it. */
  onEscape?(): boolean
  wide?: boolean
  children: ReactNode
  testId: string
}

/** A card above the room; Escape or a press beside it closes it. */
export function Overlay({ title, open, onClose, onEscape, wide = false, children, testId }: OverlayProps) {
  return (
    // Not modal for Radix: its scroll lock would put a style element on the page, which the policy forbids.
    <Dialog.Root open={open} modal={false} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <div className="overlay-ground" />
        <Dialog.Content
          className={wide ? 'overlay overlay-wide' : 'overlay'}
          aria-describedby={undefined}
          // A menu that opened the card gives its focus back once it is gone: that is no wish to close.
          onFocusOutside={(event) => event.preventDefault()}
          onEscapeKeyDown={(event) => onEscape?.() === true && event.preventDefault()}
          data-testid={testId}
        >
          <Dialog.Title className="visually-hidden">{title}</Dialog.Title>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
