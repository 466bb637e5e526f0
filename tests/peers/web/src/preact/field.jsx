// A field with its label, its hint and what is wrong with it.

export function Field({ name, label, hint, fault, ...rest }) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input id={name} aria-invalid={Boolean(fault)} aria-describedby={`${name}-said`} {...rest} />
      <div id={`${name}-said`}>
        {fault && <p class="fault">{fault}</p>}
        {hint && <p class="hint">{hint}</p>}
      </div>
    </div>
  )
}
