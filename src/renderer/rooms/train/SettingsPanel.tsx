import type { ReactNode } from 'react'
import type { BoxLossName } from '../../../shared/training/config/boxLoss'
import type { TrainConfig } from '../../../shared/training/config/index'
import { FocalCurve } from '../../charts/FocalCurve'
import { Panel } from '../../components/Panel'
import { Segmented } from '../../components/Segmented'
import { useTraining } from '../../state/training'
import { ClassWeights } from './ClassWeights'
import { changeLoss, changeSection } from './changeConfig'
import { NumberSetting } from './NumberSetting'
import { SwitchSetting } from './SwitchSetting'
import './SettingsPanel.css'

/** Settings of the next run: the focal loss in sight, everything else in sections with its summary in words. */
export function SettingsPanel() {
  const config = useTraining((state) => state.config)
  const plan = useTraining((state) => state.plan)
  const resolved = plan?.config ?? config
  return (
    <Panel id="train.right" side="right" label="Settings of the next run">
      <div className="settings">
        <FocalSection config={config} />
        <ClassWeights config={config} />
        <Section title="Box loss" summary={boxSummary(config)}>
          <Segmented
            label="Box loss"
            value={config.loss.box}
            options={boxLosses}
            onChange={(box) => changeLoss({ box })}
          />
          <p className="setting-hint">{boxWords[config.loss.box]}</p>
          <NumberSetting
            label="Weight λ of the box loss"
            hint="Higher: tighter boxes; lower: more attention to classes."
            value={config.loss.lambdaBox}
            min={0}
            max={5}
            step={0.1}
            initial={2}
            onChange={(lambdaBox) => changeLoss({ lambdaBox })}
          />
        </Section>
        <Section title="Hard negatives" summary={hardNegativeSummary(config, plan?.numHardNegatives ?? 0)}>
          <NumberSetting
            label="Weight of a hard negative"
            hint="How much more a marked false positive counts than other background."
            value={config.loss.hardNegativeWeight}
            min={1}
            max={20}
            step={0.5}
            initial={3}
            onChange={(hardNegativeWeight) => changeLoss({ hardNegativeWeight })}
          />
        </Section>
        <Section title="Detector" summary={detectorSummary(resolved, plan?.inputWidth, plan?.inputHeight)}>
          <Segmented
            label="Input size"
            value={String(config.input.size)}
            options={inputSizes}
            onChange={(size) => changeSection('input', { size: size === 'auto' ? 'auto' : Number(size) })}
          />
          <p className="setting-hint">
            Larger finds smaller objects and takes longer. Auto looks at your boxes.
          </p>
        </Section>
        <Section title="Schedule" summary={scheduleSummary(resolved, plan?.epochs)} testId="schedule">
          <SwitchSetting
            label="Choose the number of epochs for me"
            hint="From the number of pictures and the time of the preset."
            value={config.schedule.epochs === 'auto'}
            testId="auto-epochs"
            onChange={(auto) => changeSection('schedule', { epochs: auto ? 'auto' : (plan?.epochs ?? 10) })}
          />
          {config.schedule.epochs !== 'auto' && (
            <NumberSetting
              label="Epochs"
              hint="How often every picture is learnt from."
              value={config.schedule.epochs}
              min={1}
              max={100}
              step={1}
              initial={plan?.epochs ?? 10}
              testId="epochs"
              onChange={(epochs) => changeSection('schedule', { epochs })}
            />
          )}
          <NumberSetting
            label="Learning rate"
            hint="How far each step goes. Halve it where the loss jumps about."
            value={config.optimizer.learningRate * 1000}
            unit="× 0.001"
            min={0.1}
            max={5}
            step={0.1}
            initial={1}
            onChange={(rate) => changeSection('optimizer', { learningRate: rate / 1000 })}
          />
          <NumberSetting
            label="Pictures per step"
            hint="Fewer need less memory; more make steadier steps."
            value={resolved.schedule.batchSize === 'auto' ? 8 : resolved.schedule.batchSize}
            min={1}
            max={32}
            step={1}
            initial={8}
            onChange={(batchSize) => changeSection('schedule', { batchSize })}
          />
        </Section>
        <Section title="Variety" summary={augmentSummary(config)}>
          <SwitchSetting
            label="Mirror left and right"
            hint="Off where sides mean something, such as letters or traffic signs."
            value={config.augment.flipHorizontal}
            onChange={(flipHorizontal) => changeSection('augment', { flipHorizontal })}
          />
          <SwitchSetting
            label="Mirror top and bottom"
            hint="For pictures without an up: microscopes, drones, tables."
            value={config.augment.flipVertical}
            onChange={(flipVertical) => changeSection('augment', { flipVertical })}
          />
        </Section>
      </div>
    </Panel>
  )
}

function FocalSection({ config }: { config: TrainConfig }) {
  const { alpha, gamma } = config.loss.focal
  const setFocal = (change: Partial<TrainConfig['loss']['focal']>) =>
    changeLoss({ focal: { ...config.loss.focal, ...change } })
  return (
    <section className="settings-focal" aria-label="Focal loss">
      <div className="section-head">
        <h2>Focal loss</h2>
      </div>
      <FocalCurve alpha={alpha ?? 1} gamma={gamma} />
      <NumberSetting
        label="Focus γ"
        hint={gamma === 0 ? 'Off: plain cross-entropy.' : 'How strongly easy examples are silenced.'}
        value={gamma}
        min={0}
        max={5}
        step={0.1}
        initial={2}
        testId="focal-gamma"
        onChange={(value) => setFocal({ gamma: value })}
      />
      <NumberSetting
        label="Balance α"
        hint="Weight of objects against background."
        value={alpha ?? 0.5}
        digits={2}
        min={0.05}
        max={0.95}
        step={0.05}
        initial={0.25}
        testId="focal-alpha"
        onChange={(value) => setFocal({ alpha: value })}
      />
    </section>
  )
}

interface SectionProps {
  title: string
  summary: string
  children: ReactNode
  testId?: string
}

function Section({ title, summary, children, testId }: SectionProps) {
  return (
    <details className="settings-section" data-testid={testId}>
      <summary>
        <span className="settings-title">{title}</span>
        <span className="settings-summary ellipsis">{summary}</span>
      </summary>
      <div className="settings-body">{children}</div>
    </details>
  )
}

const boxLosses = [
  { value: 'giou', label: 'GIoU' },
  { value: 'smoothL1', label: 'SmoothL1' },
] as const satisfies { value: BoxLossName; label: string }[]

const boxWords: Record<BoxLossName, string> = {
  giou: 'Learns the overlap itself; pulls even boxes that miss their object (Rezatofighi et al. 2019).',
  smoothL1: 'The loss of the SSD paper: distance of the four offsets, forgiving to outliers.',
}

const inputSizes = ['auto', '320', '416', '512', '640'].map((value) => ({
  value,
  label: value === 'auto' ? 'Auto' : value,
}))

function boxSummary({ loss }: TrainConfig): string {
  return `${boxLosses.find(({ value }) => value === loss.box)?.label ?? loss.box} × ${loss.lambdaBox}`
}

function hardNegativeSummary({ loss }: TrainConfig, count: number): string {
  return count === 0 ? 'none marked' : `${count} marked, × ${loss.hardNegativeWeight}`
}

function detectorSummary(config: TrainConfig, width?: number, height?: number): string {
  const size =
    width === undefined || height === undefined ? String(config.input.size) : `${width} × ${height} px`
  return `${size}, ${config.anchors.octaves * config.anchors.ratios.length} anchors`
}

function scheduleSummary(config: TrainConfig, epochs?: number): string {
  return epochs === undefined ? `${config.schedule.epochs} epochs, cosine` : `${epochs} epochs, cosine`
}

function augmentSummary({ augment }: TrainConfig): string {
  const parts = [
    augment.flipHorizontal || augment.flipVertical ? 'flips' : null,
    augment.crop > 0 ? 'crops' : null,
    augment.zoomOut > 0 ? 'zoom' : null,
    augment.color > 0 ? 'colour' : null,
  ].filter((part) => part !== null)
  return parts.length === 0 ? 'none' : parts.join(', ')
}
