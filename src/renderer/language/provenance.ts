import type { BoxRecord } from '../../shared/annotation/schema'
import { i18next } from './i18n'
import { english, localText, t } from './t'

const sources: Record<BoxRecord['source'], string> = {
  drawn: english('Drawn by hand'),
  imported: english('Imported'),
  accepted: english('Accepted from a model'),
}

/** In the language of the interface: where a label comes from and when a person last agreed with it; `runName` gives a run's name, null where it is gone. */
export function provenanceText(
  { source, runId, createdAt, reviewedAt }: Pick<BoxRecord, 'source' | 'runId' | 'createdAt' | 'reviewedAt'>,
  runName: (runId: string) => string | null,
  now: number,
): string {
  const from =
    source === 'accepted' && runId !== null
      ? t('Accepted from {{maker}}', { maker: makerName(runId, runName) })
      : localText(sources[source])
  const made = t('{{from}}, {{moment}}', { from, moment: momentText(createdAt, now) })
  return reviewedAt === null || reviewedAt === createdAt
    ? made
    : t('{{made}}; reviewed {{moment}}', { made, moment: momentText(reviewedAt, now) })
}

function makerName(runId: string, runName: (runId: string) => string | null): string {
  return runId === 'coco' ? t('COCO’s classes') : (runName(runId) ?? runId)
}

/** `14:02` today, else with the day: `3 Nov 2026, 14:02`. */
export function momentText(at: number, now: number): string {
  const moment = new Date(at)
  const locale = i18next.language === 'en' ? 'en-GB' : i18next.language
  const time = moment.toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' })
  if (moment.toDateString() === new Date(now).toDateString()) return time
  const day = moment.toLocaleDateString(locale, { day: 'numeric', month: 'short', year: 'numeric' })
  return `${day}, ${time}`
}
