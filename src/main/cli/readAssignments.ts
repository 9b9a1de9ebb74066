import { StudioError } from '../../shared/result'

/** `name=value` options as an object; values are JSON where they parse as such. What is unknown the service refuses. */
export function readAssignments(assignments: readonly string[] = []): Record<string, never> {
  const entries = assignments.map((assignment) => {
    const equals = assignment.indexOf('=')
    if (equals <= 0) throw new StudioError('invalid-input', `"${assignment}" is not of the form name=value.`)
    return [assignment.slice(0, equals), parseValue(assignment.slice(equals + 1))]
  })
  return Object.fromEntries(entries) as Record<string, never>
}

function parseValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
