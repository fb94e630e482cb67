import {
  type Capture,
  Gathering,
  type Loose,
  objectAt,
  objectsAt,
  textAt,
  textsAt,
} from '#core/capture/index.ts'

/** Reads a scenario in the Common Exercise Format: an exercise from birth (R28), its injects told as text. */
export function readScenario(scenario: Loose): Capture {
  const gathering = new Gathering()
  gathering.exercise()
  const head = objectAt(scenario, 'exercise') ?? {}
  for (const [index, tag] of textsAt(head, 'tags').entries())
    if (!gathering.tag(tag, `exercise.tags[${index}]`)) gathering.text('technical', 'Tags', tag)
  gathering.text('summary', '', textAt(head, 'description'))
  gathering.text('technical', '', textAt(head, 'expanded'))
  for (const key of ['level', 'namespace', 'version', 'valid_until'])
    gathering.text('technical', 'Exercise', textAt(head, key) && `${key}: ${textAt(head, key)}`)
  for (const [inject, index] of objectsAt(scenario, 'injects')) {
    gathering.text(
      'technical',
      'Injects',
      [textAt(inject, 'name'), textAt(inject, 'action'), textAt(inject, 'target_tool')]
        .filter(Boolean)
        .join(' · '),
    )
    if (objectsAt(inject, 'inject_evaluation').length > 0)
      gathering.note('left-out', `injects[${index}].inject_evaluation`, { what: 'inject_evaluation' })
  }
  for (const [payload, index] of objectsAt(scenario, 'inject_payloads')) {
    const parameters = objectAt(payload, 'parameters') ?? {}
    gathering.note('file-not-taken', `inject_payloads[${index}]`, {
      name: textAt(parameters, 'filename') || textAt(payload, 'name') || textAt(payload, 'type'),
    })
  }
  return gathering.finish('misp', {
    reference: textAt(head, 'uuid'),
    source: textAt(head, 'author'),
    title: textAt(head, 'name') || 'Exercise',
    language: null,
    observedAt: null,
  })
}
