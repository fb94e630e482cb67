// The package brings no types along; these are the three of its files that the tests use.
declare module '@secvisogram/csaf-validator-lib/validate.js' {
  interface TestResult {
    readonly name: string
    readonly isValid: boolean
    readonly errors: readonly unknown[]
  }
  // biome-ignore lint/style/noDefaultExport: the package has it so
  export default function validate(
    tests: readonly unknown[],
    document: unknown,
  ): Promise<{ readonly isValid: boolean; readonly tests: readonly TestResult[] }>
}
declare module '@secvisogram/csaf-validator-lib/schemaTests.js' {
  export const csaf_2_0: unknown
  export const csaf_2_0_strict: unknown
}
declare module '@secvisogram/csaf-validator-lib/mandatoryTests.js' {
  const tests: Readonly<Record<string, unknown>>
  export = tests
}
