import { useState } from 'react'
import { isUnlabelled } from '../../../../shared/proposals/labelLoop'
import type { CocoMapping, ProposeRequest } from '../../../../shared/proposals/schema'
import { figureText, groupedText } from '../../../../shared/text/count'
import { labelByReview } from '../../../actions/proposals/labelByReview'
import { runAction } from '../../../actions/runAction'
import { Button } from '../../../components/Button'
import { Segmented } from '../../../components/Segmented'
import { Select } from '../../../components/Select'
import { Slider } from '../../../components/Slider'
import { Overlay } from '../../../frame/Overlay'
import { countText } from '../../../language/count'
import { localText, t } from '../../../language/t'
import { inProject } from '../../../state/labels/inProject'
import { useSelection } from '../../../state/labels/selection'
import { useShownImages } from '../../../state/labels/shownImages'
import { useProject } from '../../../state/project/project'
import { useProposals } from '../../../state/proposals/proposals'
import { proposeLabels } from '../../../state/proposals/proposing'
import { useTraining } from '../../../state/training/training'
import { CocoMap, suggestedMap } from './CocoMap'
import './ProposeForm.css'

type Pictures = 'here' | 'unlabelled' | 'shown'

/** Who proposes, on which pictures, and from which score on. */
export function ProposeForm() {
  const open = useProposals((state) => state.isFormOpen)
  return (
    <Overlay
      title={t('Propose labels')}
      open={open}
      onClose={() => useProposals.setState({ isFormOpen: false })}
      testId="propose-form"
    >
      {open && <Form />}
    </Overlay>
  )
}

function Form() {
  const runs = useTraining((state) => state.runs).filter(
    ({ reviewable, deletedAt }) => reviewable && deletedAt === null,
  )
  const classes = useProject((state) => state.classes)
  const images = useProject((state) => inProject(state.images))
  const imageId = useSelection((state) => state.imageId)
  const shown = useShownImages()
  const [source, setSource] = useState<string>(runs[0]?.id ?? 'coco')
  const [map, setMap] = useState<readonly CocoMapping[]>(() => suggestedMap(classes))
  const [threshold, setThreshold] = useState(0.1)
  const choices = {
    here: images.filter(({ id }) => id === imageId),
    unlabelled: images.filter(isUnlabelled),
    shown: shown.filter(({ reviewed, problem }) => !reviewed && problem === null),
  }
  const [pictures, setPictures] = useState<Pictures>(choices.unlabelled.length > 0 ? 'unlabelled' : 'here')
  const chosen = choices[pictures].filter(({ reviewed, problem }) => !reviewed && problem === null)
  const why = refusal({ pictures, numPictures: chosen.length, isCoco: source === 'coco', map, classes })

  const submit = () => {
    const run = runs.find(({ id }) => id === source)
    const from: ProposeRequest['source'] =
      run === undefined ? { from: 'coco', map: [...map] } : { from: 'run', runId: run.id }
    void proposeLabels({ source: from, imageIds: chosen.map(({ id }) => id), threshold })
  }
  return (
    <form
      className="propose-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (why === null) submit()
      }}
    >
      <h2>{t('Propose labels')}</h2>
      <p className="muted">{t('A model draws boxes beside your labels; accepting makes labels of them.')}</p>
      <div className="propose-line">
        <span className="propose-name">{t('From')}</span>
        <Select
          label={t('Who proposes')}
          testId="propose-source"
          value={source}
          onChange={setSource}
          options={[
            ...runs.map(({ id, name, val }) => ({
              value: id,
              label: t('{{name}}, AP {{AP}}', { name, AP: figureText(val?.AP ?? null) }),
            })),
            { value: 'coco', label: t('COCO: 80 everyday classes, no training needed') },
          ]}
        />
      </div>
      {source === 'coco' && <CocoMap map={map} onChange={setMap} />}
      <div className="propose-line">
        <span className="propose-name">{t('Pictures')}</span>
        <Segmented<Pictures>
          label={t('Which pictures')}
          value={pictures}
          onChange={setPictures}
          options={[
            { value: 'here', label: t('This one'), testId: 'propose-here' },
            {
              value: 'unlabelled',
              label: t('Unlabelled ({{unlabelled}})', { unlabelled: groupedText(choices.unlabelled.length) }),
              testId: 'propose-unlabelled',
            },
            {
              value: 'shown',
              label: t('All shown ({{shown}})', { shown: groupedText(choices.shown.length) }),
              testId: 'propose-shown',
            },
          ]}
        />
      </div>
      <div className="propose-line">
        <span className="propose-name">{t('Score from')}</span>
        <Slider
          label={t('Least score')}
          value={threshold}
          min={0.05}
          max={0.95}
          step={0.05}
          onChange={setThreshold}
          testId="propose-threshold"
        />
        <span className="propose-score">{threshold.toFixed(2)}</span>
      </div>
      <p className="faint small propose-note">
        {localText(why) ??
          t('Labels and reviewed pictures are left as they are. What you rejected is not proposed again.')}
      </p>
      <div className="propose-buttons">
        <Button
          variant="quiet"
          title={t(
            'Label 20 pictures, train, judge what the model proposes on the 50 that teach most, and again',
          )}
          data-testid="begin-loop"
          onClick={() => {
            useProposals.setState({ isFormOpen: false })
            runAction(labelByReview)
          }}
        >
          {t('Label by review')}
        </Button>
        <span className="grow" />
        <Button variant="quiet" onClick={() => useProposals.setState({ isFormOpen: false })}>
          {t('Cancel')}
        </Button>
        <Button variant="primary" type="submit" disabled={why !== null} data-testid="propose-start">
          {t('Propose on {{chosen}}', { chosen: countText(chosen.length, 'picture') })}
        </Button>
      </div>
    </form>
  )
}

/** Why it cannot begin; null where it can. */
function refusal(form: {
  pictures: Pictures
  numPictures: number
  isCoco: boolean
  map: readonly CocoMapping[]
  classes: readonly unknown[]
}): string | null {
  if (form.isCoco && form.classes.length === 0)
    return t('Add a class first: a COCO class has to mean one of yours.')
  if (form.isCoco && form.map.length === 0) return t('Say which COCO class means which of yours.')
  if (form.numPictures > 0) return null
  return form.pictures === 'here'
    ? t('This picture is reviewed: everything on it has its box. Space takes that back.')
    : t('Every one of these pictures is labelled or reviewed.')
}
