export function readArguments(
  args: readonly string[],
  machine: { platform: string; serverPort: number },
): { where: 'desktop' | 'web'; document: string | undefined; suite: boolean };
