import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../../src/config/environment.ts';

const problemsOf = (variables: Record<string, string>) => readEnvironment(variables, {}).problems;
const environmentOf = (variables: Record<string, string>) => readEnvironment(variables, {}).environment;

describe('readEnvironment', () => {
  it('has a default for everything but secrets', () => {
    expect(readEnvironment({}, {})).toEqual({
      environment: {
        slack: { botToken: null, appToken: null, signingSecret: null, apiUrl: 'https://slack.com/api/' },
        database: { engine: 'sqlite', path: 'watchbill.db' },
        port: 3000,
        logLevel: 'info',
        tokens: { eventbridge: null, alertmanager: null, pingdom: null },
        jira: { token: null, webhookSecret: null },
        webhookSecrets: {},
        statuspage: { token: null, apiUrl: 'https://api.statuspage.io/v1' },
      },
      problems: [],
    });
  });

  it('reads everything that is set, without the space around it', () => {
    const variables = {
      SLACK_BOT_TOKEN: ' xoxb-1\n',
      SLACK_APP_TOKEN: 'xapp-1',
      SLACK_SIGNING_SECRET: 'shh',
      SLACK_API_URL: 'http://127.0.0.1:9/api',
      DATABASE_URL: 'postgresql://me:pw@db/watch',
      PORT: '0',
      LOG_LEVEL: 'silent',
      EVENTBRIDGE_TOKEN: 'e',
      ALERTMANAGER_TOKEN: 'a',
      PINGDOM_TOKEN: 'p',
      JIRA_TOKEN: 'j\n',
      JIRA_WEBHOOK_SECRET: 'js',
      SUPPORT_WEBHOOK_SECRET_SHOP_PAGE: ' whsec_1 ',
      SUPPORT_WEBHOOK_SECRET_EMPTY: '',
      STATUSPAGE_TOKEN: 's\n',
      STATUSPAGE_API_URL: 'http://127.0.0.1:9/v1/',
    };
    expect(readEnvironment(variables, {})).toEqual({
      environment: {
        slack: { botToken: 'xoxb-1', appToken: 'xapp-1', signingSecret: 'shh', apiUrl: 'http://127.0.0.1:9/api/' },
        database: { engine: 'postgres', url: 'postgresql://me:pw@db/watch' },
        port: 0,
        logLevel: 'silent',
        tokens: { eventbridge: 'e', alertmanager: 'a', pingdom: 'p' },
        jira: { token: 'j', webhookSecret: 'js' },
        webhookSecrets: { 'shop-page': 'whsec_1' },
        statuspage: { token: 's', apiUrl: 'http://127.0.0.1:9/v1' },
      },
      problems: [],
    });
  });

  it.each([undefined, '', '   ', '\n'])('counts %j as missing', (value) => {
    const { problems } = readEnvironment({ PINGDOM_TOKEN: value }, { PINGDOM_TOKEN: 'the reason' });
    expect(problems).toEqual(['PINGDOM_TOKEN: missing; the reason']);
  });

  it.each([
    ['SLACK_BOT_TOKEN', 'xapp-1-SECRET', 'looks like an app-level token (xapp-); a token that begins with xoxb-'],
    ['SLACK_BOT_TOKEN', 'xoxp-SECRET', 'looks like a user token (xoxp-); a token that begins with xoxb-'],
    [
      'SLACK_BOT_TOKEN',
      'xoxe.xoxb-SECRET',
      'looks like a token that expires (xoxe); switch token rotation off; a token that begins with xoxb-',
    ],
    ['SLACK_BOT_TOKEN', 'xoxb-', 'looks like incomplete or broken; a token that begins with xoxb-'],
    ['SLACK_BOT_TOKEN', 'xoxb-SE CRET', 'looks like incomplete or broken; a token that begins with xoxb-'],
    [
      'SLACK_BOT_TOKEN',
      '0123456789abcdef0123456789abcdef',
      'looks like a signing or client secret; a token that begins with xoxb-',
    ],
    ['SLACK_APP_TOKEN', 'xoxb-SECRET', 'looks like a bot token (xoxb-); a token that begins with xapp-'],
    ['SLACK_APP_TOKEN', 'SECRET', 'looks like none of Slack’s tokens; a token that begins with xapp-'],
    [
      'SLACK_SIGNING_SECRET',
      'xoxb-SECRET',
      'looks like a bot token (xoxb-); the Signing Secret under Basic Information of the Slack app',
    ],
  ])('refuses %s=%s without saying it', (name, value, problem) => {
    expect(problemsOf({ [name]: value })).toEqual([`${name}: ${problem}`]);
  });

  it.each([
    ['sqlite:data/w.db', { engine: 'sqlite', path: 'data/w.db' }],
    ['sqlite:/var/lib/w.db', { engine: 'sqlite', path: '/var/lib/w.db' }],
    ['sqlite:///var/lib/w.db', { engine: 'sqlite', path: '///var/lib/w.db' }],
    ['sqlite::memory:', { engine: 'sqlite', path: ':memory:' }],
    ['postgres:///watch?host=/run/postgresql', { engine: 'postgres', url: 'postgres:///watch?host=/run/postgresql' }],
  ])('takes DATABASE_URL=%s', (value, database) => {
    expect(environmentOf({ DATABASE_URL: value }).database).toEqual(database);
    expect(problemsOf({ DATABASE_URL: value })).toEqual([]);
  });

  it.each([
    'mysql://me:pa55@db/w',
    'sqlite:',
    'sqlite://w.db',
    'w.db',
    'postgres:me:pa55@db',
    'postgres://me:pa55@db:port/w',
  ])('refuses DATABASE_URL=%s without saying it', (value) => {
    expect(problemsOf({ DATABASE_URL: value })).toEqual([
      'DATABASE_URL: not the address of a database; sqlite:PATH, postgres://… or postgresql://…',
    ]);
  });

  it.each([
    'slack.com/api',
    'ftp://slack.com/',
    'https://me:pa55@slack.com/',
    'https://slack.com/?a=1',
    'https://slack.com/#a',
    'https://',
  ])('refuses SLACK_API_URL=%s without saying it', (value) => {
    expect(problemsOf({ SLACK_API_URL: value })).toEqual([
      'SLACK_API_URL: not an address; http:// or https://, without password, query or fragment',
    ]);
  });

  it.each(['api.statuspage.io', 'https://me:pa55@api.statuspage.io/v1'])(
    'refuses STATUSPAGE_API_URL=%s without saying it',
    (value) => {
      expect(problemsOf({ STATUSPAGE_API_URL: value })).toEqual([
        'STATUSPAGE_API_URL: not an address; http:// or https://, without password',
      ]);
    },
  );

  it.each(['-1', '65536', '80.5', 'http', '0x50', '99999999'])('refuses PORT=%s', (value) => {
    expect(problemsOf({ PORT: value })).toEqual([`PORT: "${value}" is not a port; a whole number from 0 to 65535`]);
  });

  it('takes the highest port', () => {
    expect(environmentOf({ PORT: '65535' }).port).toBe(65_535);
  });

  it('refuses a level that pino does not know', () => {
    expect(problemsOf({ LOG_LEVEL: 'verbose' })).toEqual([
      'LOG_LEVEL: "verbose" is not a level; one of trace, debug, info, warn, error, fatal, silent',
    ]);
  });

  it('never says a secret, whatever it is', () => {
    const names = ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET', 'DATABASE_URL', 'STATUSPAGE_TOKEN'];
    const start = fc.constantFrom('xoxb-', 'xapp-', 'xoxp-', 'postgres://me:', 'sqlite://', 'x ', '');
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        start,
        fc.stringMatching(/^Q[0-9QZ @/:]{7,30}Q$/),
        (name, prefix, secret) => {
          expect(problemsOf({ [name]: prefix + secret }).join('\n')).not.toContain(secret);
        },
      ),
    );
  });
});
