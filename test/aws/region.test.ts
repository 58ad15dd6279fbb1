import { describe, expect, it } from 'vitest';
import { regionIn } from '../../src/aws/region.ts';

describe('regionIn', () => {
  it.each([
    ['https://sqs.eu-west-1.amazonaws.com/111122223333/alarms', 'eu-west-1'],
    ['https://sqs.cn-north-1.amazonaws.com.cn/111122223333/alarms', 'cn-north-1'],
    ['https://sqs-fips.us-gov-west-1.amazonaws.com/111122223333/alarms', 'us-gov-west-1'],
    ['https://vpce-0a1b-xyz.sqs.eu-west-1.vpce.amazonaws.com/111122223333/alarms', 'eu-west-1'],
    ['https://eu-west-1.queue.amazonaws.com/111122223333/alarms', 'eu-west-1'],
    ['https://queue.amazonaws.com/111122223333/alarms', 'us-east-1'],
    ['http://127.0.0.1:9324/111122223333/alarms', null],
    ['arn:aws:sns:eu-west-2:111122223333:alarms', 'eu-west-2'],
    ['nonsense', null],
  ])('finds the region of %s', (address, region) => {
    expect(regionIn(address)).toBe(region);
  });
});
