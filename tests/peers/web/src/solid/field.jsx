// A field with its label, its hint and what is wrong with it.

import { Show, splitProps } from 'solid-js'

export function Field(props) {
  const [own, rest] = splitProps(props, ['name', 'label', 'hint', 'fault'])
  return (
    <div class="field">
      <label for={own.name}>{own.label}</label>
      <input id={own.name} aria-invalid={Boolean(own.fault)} aria-describedby={`${own.name}-said`} {...rest} />
      <div id={`${own.name}-said`}>
        <Show when={own.fault}><p class="fault">{own.fault}</p></Show>
        <Show when={own.hint}><p class="hint">{own.hint}</p></Show>
      </div>
    </div>
  )
}
