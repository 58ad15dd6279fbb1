import { AwsError } from '../../errors.ts';

/** The services that incidents in AWS are read from. */
type Service = 'ssm-incidents' | 'ssm-contacts';

/** One look at AWS, step by step. */
export type OneLook = {
  /** Takes a step, if its service answers. When it fails, the look goes on. */
  take(service: Service, step: () => Promise<void>): Promise<void>;
  /** @throws what made a step fail, if any did: that AWS does not answer before all else. */
  end(): void;
};

/**
 * Begins a look. No step keeps another from being taken, unless its service fails in a way that passes, or does not
 * answer: each further step would only wait as long, so that the rest of that service is left to the next look.
 */
export function beginLook(): OneLook {
  const failures: unknown[] = [];
  const silent = new Set<Service>();
  return {
    async take(service, step) {
      if (silent.has(service)) return;
      try {
        await step();
      } catch (error) {
        failures.push(error);
        if (isPassing(error)) silent.add(service);
      }
    },
    end() {
      if (failures.length > 0) throw failures.find(isPassing) ?? failures[0];
    },
  };
}

const isPassing = (error: unknown): boolean => error instanceof AwsError && error.retryable;
