// The listing form's eight inputs, and the sentence for what is wrong with one of them.

export const KINDS = [
  ['drug', '药品'],
  ['consumable', '医用耗材'],
]

// Name, label, hint.
export const TYPED = [
  ['product_code', '医保编码', '医用耗材为 20 位或 27 位，以字母 C 开头。'],
  ['product_name', '产品名称', '与注册证或批准文号上的名称一致。'],
  ['certificate', '注册证编号或备案号', '例如 国械注准20163130000。'],
  ['manufacturer', '生产企业', '填营业执照上的全称。'],
  ['specification', '规格型号', '例如 5ml、0.25g×24片。'],
  ['unit_of_measure', '计价单位', '一个价格对应的单位，例如 支、盒。'],
  ['price', '挂网价（元）', '只有本单位和平台审核人员看得到。'],
]

export const EMPTY = Object.fromEntries([['product_kind', ''], ...TYPED.map(([name]) => [name, ''])])

export function fault(name, entry) {
  if (name === 'product_kind') return entry.product_kind ? '' : '请选择产品类别。'
  const text = entry[name].trim()
  if (!text) return `请填写${TYPED.find(([known]) => known === name)[1]}。`
  if (name === 'product_code' && entry.product_kind !== 'drug') return codeFault(text.toUpperCase())
  if (name === 'price') return priceFault(text)
  return ''
}

export function faults(entry) {
  const found = Object.keys(EMPTY).map((name) => [name, fault(name, entry)])
  return Object.fromEntries(found.filter(([, sentence]) => sentence))
}

function codeFault(code) {
  if (code[0] !== 'C') return `医保医用耗材编码以字母 C 开头，现在第 1 位是“${code[0]}”。`
  const stray = [...code].findIndex((character, at) => at > 0 && !/\d/.test(character))
  if (stray > 0) return `第 ${stray + 1} 位是“${code[stray]}”，医保医用耗材编码在 C 之后都是数字。`
  if (/^C(\d{19}|\d{26})$/.test(code)) return ''
  return `应为 20 位或 27 位，现在是 ${code.length} 位。20 位编码对应一个产品，27 位编码在其后加 7 位流水号，对应一个规格型号。`
}

function priceFault(text) {
  if (!/^\d+(\.\d+)?$/.test(text)) return '价格只能是数字，例如 12.80。'
  if (/\.\d{3,}$/.test(text)) return '价格最多两位小数。'
  return Number(text) > 0 ? '' : '价格须大于 0 元。'
}
