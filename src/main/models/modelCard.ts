import { goalText } from '../../shared/evaluation/chosen'
import type { DepthRule } from '../../shared/images/depthWindow'
import type { ExportManifest, SplitFigures } from '../../shared/models/manifest'
import { countText, figureText } from '../../shared/text/count'
import { focalLosses } from '../../shared/training/config/classificationLoss'
import { PARITY_LIMITS } from './compareDetections'

/** `MODEL_CARD.md`: what the model is for, what it was made from, how good it is and how to run it. */
export function modelCard(manifest: ExportManifest): string {
  const { training, data, input, classes, detection, thresholds, parity } = manifest
  const { config } = training
  return `# ${inline(data.projectName)}: ${inline(training.runName)}

An object detector for ${countText(classes.length, 'class', 'classes')}: ${classes.map(inline).join(', ')}.
Trained and exported with ${manifest.createdBy}.

## What it is for

It finds objects of these classes in pictures that resemble the ones it learnt from, and draws a box around each.
It knows nothing else: other objects are background to it, and it has never seen other places, cameras or light.

## Data

Project revision ${data.revision}: trained on ${countText(data.train, 'picture')}, checked on ${countText(data.val, 'picture')}${data.hardNegatives > 0 ? `, with ${countText(data.hardNegatives, 'hard negative')}` : ''}.
Run ${training.runId}, preset ${config.preset}, seed ${config.seed}, trunk ${config.trunk}${config.pretrained ? ' (trained on COCO)' : ''}.
Loss: ${lossText(manifest)}.

## Figures

Computed with this file in ONNX Runtime, as COCO defines them.
${figuresText('Validation', manifest.figures.val)}${figuresText('Test', manifest.figures.test)}
${thresholdsText(thresholds)} The file itself reports everything above ${detection.scoreThreshold}.

## Limits

- Input is ${input.width} x ${input.height}: objects that are only a few pixels wide at that size are missed.
- At most ${detection.maxDetections} objects a picture; ${suppressionText(manifest)}.
- Scores rank detections; they are not probabilities.${qualityText(manifest)}${calibrationText(manifest)}
- Figures on few pictures are rough: look at the numbers of pictures above.

## How to run it

1. Turn the picture upright (EXIF), ${depthText(input.depth)}make it RGB, resize it to ${input.width} x ${input.height} (bilinear; sides independently).
2. Feed it as uint8 \`${input.name}\` [1, ${input.height}, ${input.width}, 3]. Do not normalise: the model does.
3. Read \`boxes\` [n, 4] (x1, y1, x2, y2 in px of the ${input.width} x ${input.height} input), \`scores\` [n], \`labels\` [n].
4. Multiply x by picture width / ${input.width} and y by picture height / ${input.height}.

\`example.py\` and \`example.mjs\` do just that.

## Is it the model that was trained?

Compared with the in-app detector on ${countText(parity.images, 'picture')} with ${countText(parity.detections, 'detection')}: boxes within
${parity.maxBoxDifferencePx.toFixed(4)} px (limit ${PARITY_LIMITS.boxPx}), scores within ${parity.maxScoreDifference.toExponential(1)} (limit ${PARITY_LIMITS.score}), ${parity.borderline} on a threshold.
SHA-256 of \`${manifest.model.file}\`: ${manifest.model.sha256}
`
}

/** How 16-bit pictures become 8 bits, as a step of the recipe. */
function depthText(depth: DepthRule): string {
  if (depth.kind === 'auto') return 'bring 16 bits to 8 from its 0.1 to its 99.9 percentile, '
  const { low, high, gamma } = depth.window
  return `bring 16 bits to 8 from ${low} to ${high}${gamma === 1 ? '' : ` with gamma ${gamma}`}, `
}

function lossText({ training: { config } }: ExportManifest): string {
  const { loss } = config
  const { alpha, gamma } = loss.focal
  const classification = focalLosses.includes(loss.classification)
    ? `${loss.classification} (alpha ${alpha ?? 'none'}, gamma ${gamma})`
    : loss.classification
  return `${classification} x ${loss.lambdaCls}, ${loss.box} x ${loss.lambdaBox}, class weights ${loss.classWeights.kind}`
}

function suppressionText({ detection: { nms, nmsIou, softSigma } }: ExportManifest): string {
  if (nms === 'soft') {
    return `where objects of one class overlap, the scores of the weaker ones are lowered (soft-NMS, sigma ${softSigma})`
  }
  const measure = nms === 'diou' ? 'DIoU: IoU less the distance of the centres' : 'IoU'
  return `objects of one class that overlap by more than ${nmsIou} (${measure}) count as one`
}

function qualityText({ detection: { quality } }: ExportManifest): string {
  if (quality === 'none') return ''
  const what = quality === 'iou' ? 'how well its box fits' : 'how near its box is to the centre of the object'
  return ` A score is the root of the class's times ${what}, as the network expects it.`
}

function thresholdsText({ overall, perClass, chosenFor }: ExportManifest['thresholds']): string {
  if (chosenFor === null) {
    return `Scores worth showing: from ${figureText(overall)} (best F1 on the validation pictures); by class in
\`manifest.json\`.`
  }
  const own = perClass.filter(({ threshold }) => threshold !== overall)
  const byClass = own.map(({ name, threshold }) => `, ${inline(name)} from ${figureText(threshold)}`).join('')
  return `Scores worth showing: from ${figureText(overall)}${byClass} (chosen on the validation pictures: ${goalText(chosenFor)}).`
}

function calibrationText({ calibration }: ExportManifest): string {
  if (calibration === null) return ''
  const { temperature, errorBefore, errorAfter, detections } = calibration
  return ` Read as sigmoid(logit(score) / ${temperature.toFixed(3)}) they come closer: expected calibration error
  ${figureText(errorBefore)} before, ${figureText(errorAfter)} after, on the ${countText(detections, 'detection')} of the validation pictures that it was fitted on.`
}

function figuresText(title: string, figures: SplitFigures | null): string {
  if (figures === null) return `\n### ${title}\n\nNo pictures.\n`
  const rows = figures.perClass.map(
    ({ name, AP, AP50, precision, recall, threshold }) =>
      `| ${inline(name)} | ${[AP, AP50, precision, recall, threshold].map(figureText).join(' | ')} |`,
  )
  return `
### ${title} (${countText(figures.images, 'picture')}): AP ${figureText(figures.AP)}, AP50 ${figureText(figures.AP50)}

| class | AP | AP50 | precision | recall | at score |
|---|---|---|---|---|---|
${rows.join('\n')}
`
}

/** Names are data: nothing in them may act as Markdown or break a line. */
function inline(text: string): string {
  return text.replace(/[\r\n\t]+/g, ' ').replace(/[\\`*_{}[\]<>#|]/g, (character) => `\\${character}`)
}
