import { Ghost, Magnet, Redo2, SlidersHorizontal, Undo2 } from 'lucide-react'
import { ActionKey } from '../../actions/ActionKey'
import { toggleGhostBoxes } from '../../actions/boxes/toggleGhostBoxes'
import { redoAction } from '../../actions/history/redo'
import { undoAction } from '../../actions/history/undo'
import { runAction } from '../../actions/runAction'
import { drawTool } from '../../actions/tools/drawTool'
import { selectTool } from '../../actions/tools/selectTool'
import { toggleSnap } from '../../actions/tools/toggleSnap'
import type { Action } from '../../actions/types'
import { adjustPicture } from '../../actions/view/adjustPicture'
import { useActive } from '../../annotator/active'
import type { AnnotatorController } from '../../annotator/controller'
import { useController } from '../../annotator/useController'
import { IconButton } from '../../components/IconButton'
import { Kbd } from '../../components/Kbd'
import { localText, t } from '../../language/t'
import { useEdits } from '../../state/labels/edits'
import { usePreferences } from '../../state/studio/preferences'
import { isPlain, useTone } from '../../state/studio/tone'
import './tools/tools.css'
import { useSelection } from '../../state/labels/selection'
import './ToolPill.css'

/** The tools, floating over the picture. */
export function ToolPill() {
  const tool = useSelection((state) => state.tool)
  const undoLabel = useEdits((state) => state.history.undo.at(-1)?.label)
  const redoLabel = useEdits((state) => state.history.redo.at(-1)?.label)
  return (
    <div className="tool-pill" role="toolbar" aria-label={t('Tools')}>
      <Tool name="draw" label={t('Draw')} isOn={tool === 'draw'} action={drawTool} />
      <Tool name="select" label={t('Select')} isOn={tool === 'select'} action={selectTool} />
      <PanHint />
      <span className="tool-line" />
      <Manners />
      <span className="tool-line" />
      <IconButton
        icon={Undo2}
        label={
          undoLabel === undefined
            ? t('Nothing to undo')
            : t('Undo: {{undoLabel}}', { undoLabel: localText(undoLabel) })
        }
        action={undoAction}
        disabled={undoLabel === undefined}
        data-testid="undo"
        onClick={() => runAction(undoAction)}
      />
      <IconButton
        icon={Redo2}
        label={
          redoLabel === undefined
            ? t('Nothing to redo')
            : t('Redo: {{redoLabel}}', { redoLabel: localText(redoLabel) })
        }
        action={redoAction}
        disabled={redoLabel === undefined}
        data-testid="redo"
        onClick={() => runAction(redoAction)}
      />
    </div>
  )
}

/** Snapping, ghosts, and how the picture is shown: pressed while on. */
function Manners() {
  const { snap, ghosts } = usePreferences((state) => state.canvas)
  const { tone, isOpen } = useTone()
  const manners = [
    { icon: Magnet, action: toggleSnap, isOn: snap },
    { icon: Ghost, action: toggleGhostBoxes, isOn: ghosts },
    { icon: SlidersHorizontal, action: adjustPicture, isOn: isOpen || !isPlain(tone) },
  ]
  return manners.map(({ icon, action, isOn }) => (
    <IconButton
      key={action.id}
      icon={icon}
      label={localText(action.label)}
      action={action}
      className="tool-icon"
      aria-pressed={isOn}
      data-testid={action.id}
      onClick={() => runAction(action)}
    />
  ))
}

interface ToolProps {
  name: string
  label: string
  isOn: boolean
  action: Action
}

function Tool({ name, label, isOn, action }: ToolProps) {
  return (
    <button
      type="button"
      className="tool"
      aria-pressed={isOn}
      data-testid={`tool-${name}`}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => runAction(action)}
    >
      {label}
      <ActionKey action={action} />
    </button>
  )
}

/** Panning is no mode but a held key: it lights up while it is held. */
function PanHint() {
  const controller = useActive((state) => state.controller)
  return controller === null ? <PanWords isOn={false} /> : <LivePan controller={controller} />
}

function LivePan({ controller }: { controller: AnnotatorController }) {
  const isOn = useController(controller, (c) => c.panReady || c.state.at === 'panning')
  return <PanWords isOn={isOn} />
}

function PanWords({ isOn }: { isOn: boolean }) {
  return (
    <span
      className="tool tool-hint"
      data-on={isOn}
      title={t('Hold Space and drag, or drag with the middle button')}
    >
      {t('Pan')} <Kbd chord="Space" />
    </span>
  )
}
