import { X } from 'lucide-react'
import { Button } from '../components/Button'
import { IconButton } from '../components/IconButton'
import { localText, t } from '../language/t'
import { dismiss, useNotices } from '../state/studio/notices'
import './Tray.css'

/** The quiet corner: short messages. */
export function Tray() {
  const notices = useNotices((state) => state.notices)
  return (
    <section className="tray" aria-label={t('Messages')}>
      {notices.map(({ id, tone, title, detail, code, action }) => (
        <div
          key={id}
          className={`tray-card tray-${tone}`}
          role={tone === 'bad' ? 'alert' : 'status'}
          data-testid={`notice-${tone}`}
        >
          <div className="grow">
            <p className="selectable">{localText(title)}</p>
            {detail !== undefined && <p className="muted small selectable">{detail}</p>}
            {code !== undefined && <p className="faint small mono selectable">{code}</p>}
            {action !== undefined && (
              <Button
                onClick={() => {
                  dismiss(id)
                  action.run()
                }}
              >
                {localText(action.label)}
              </Button>
            )}
          </div>
          <IconButton icon={X} label={t('Dismiss')} onClick={() => dismiss(id)} />
        </div>
      ))}
    </section>
  )
}
