import { knobGroups } from '../../../../shared/training/knobs/index'
import type { KnobGroup } from '../../../../shared/training/knobs/types'
import type { PanelSection } from '../../../components/PanelSections'
import { english } from '../../../language/t'
import { SettingsAside } from './SettingsAside'
import { SettingsSection } from './SettingsSection'

interface SettingsPart {
  part: KnobGroup['part']
  title: string
  sections: readonly PanelSection[]
}

/** Sections of the settings by part. */
export const settingsParts: readonly SettingsPart[] = [
  partOf('loss', english('Loss')),
  partOf('detector', english('Detector')),
  partOf('data', english('Data')),
  partOf('run', english('Run')),
]

function partOf(part: KnobGroup['part'], title: string): SettingsPart {
  return { part, title, sections: knobGroups.filter((group) => group.part === part).map(sectionOf) }
}

function sectionOf({ id, title }: KnobGroup): PanelSection {
  return {
    id,
    title,
    // The loss is what the studio is about: it is in sight.
    isOpen: id === 'classification',
    Aside: SettingsAside,
    Content: SettingsSection,
  }
}
