import { collectDoctorReport } from '../../doctor/collectDoctorReport'
import { defineCommand } from '../types'

export const doctorCommand = defineCommand({
  name: 'doctor',
  declare: (command) =>
    command.description(
      'What this machine has: versions, native parts, CPU, GPU and why it is or is not used, disk.',
    ),
  run: (_args, _options, { programs }) =>
    collectDoctorReport(programs === undefined ? {} : { startProbe: programs.probe }),
  describe: (report) => linesOf(report, '').join('\n'),
})

function linesOf(value: object, indent: string): string[] {
  return Object.entries(value).flatMap(([key, entry]) => {
    if (Array.isArray(entry)) return [`${indent}${key}: ${entry.map(String).join(', ')}`]
    if (typeof entry === 'object' && entry !== null)
      return [`${indent}${key}`, ...linesOf(entry, `${indent}  `)]
    return [`${indent}${key}: ${entry === null ? '–' : String(entry)}`]
  })
}
