import { flagOf, listOf } from '../arguments.ts';
import type { User, UserGroup } from '../shapes.ts';
import type { World } from '../world.ts';
import { type Call, type Method, pageOf, Refusal, required } from './call.ts';

/** https://docs.slack.dev/reference/methods?family=users and ?family=usergroups */
export const peopleMethods: Readonly<Record<string, Method>> = {
  'users.info': { tier: 4, scopes: ['users:read'], run: info },
  'users.list': { tier: 2, scopes: ['users:read'], run: list },
  'users.lookupByEmail': { tier: 3, scopes: ['users:read.email'], run: lookupByEmail },
  'usergroups.list': { tier: 2, scopes: ['usergroups:read'], run: listGroups },
  'usergroups.users.list': { tier: 2, scopes: ['usergroups:read'], run: listGroupUsers },
  'usergroups.users.update': { tier: 2, scopes: ['usergroups:write'], run: updateGroupUsers },
};

function shownUser({ team, app }: World, grants: Call['grants'], user: User) {
  const mayMail = !grants.scopes || grants.scopes.has('users:read.email');
  const names = { real_name: user.name, display_name: user.name };
  return {
    id: user.id,
    team_id: team.id,
    name: user.name,
    real_name: user.name,
    deleted: user.deleted,
    tz: user.tz,
    is_bot: user.isBot,
    is_app_user: false,
    is_restricted: false,
    is_ultra_restricted: false,
    profile: {
      ...names,
      team: team.id,
      ...(user.email !== null && mayMail ? { email: user.email } : {}),
      ...(user.id === app.userId ? { api_app_id: app.id, bot_id: app.botId } : {}),
    },
  };
}

function info(call: Call) {
  const user = call.world.users.get(required(call, 'user'));
  if (!user) throw new Refusal('user_not_found');
  return { user: shownUser(call.world, call.grants, user) };
}

function list(call: Call) {
  const { page, cursor } = pageOf(call, [...call.world.users.values()], { otherwise: 1000, max: 1000 });
  return { members: page.map((user) => shownUser(call.world, call.grants, user)), ...cursor };
}

function lookupByEmail(call: Call) {
  const email = required(call, 'email').toLowerCase();
  const user = [...call.world.users.values()].find((each) => each.email?.toLowerCase() === email);
  if (!user) throw new Refusal('users_not_found');
  return { user: shownUser(call.world, call.grants, user) };
}

function shownGroup({ team }: World, group: UserGroup, withUsers: boolean) {
  return {
    id: group.id,
    team_id: team.id,
    is_usergroup: true,
    name: group.name,
    handle: group.handle,
    date_delete: group.disabled ? 1 : 0,
    user_count: group.users.length,
    ...(withUsers ? { users: group.users } : {}),
  };
}

function listGroups({ world, args }: Call) {
  const shown = [...world.groups.values()].filter(({ disabled }) => !disabled || flagOf(args, 'include_disabled'));
  return { usergroups: shown.map((group) => shownGroup(world, group, flagOf(args, 'include_users'))) };
}

function groupOf(call: Call): UserGroup {
  const group = call.world.groups.get(required(call, 'usergroup'));
  if (!group) throw new Refusal('no_such_subteam');
  return group;
}

function listGroupUsers(call: Call) {
  return { users: groupOf(call).users };
}

function isPerson(user: User | undefined): boolean {
  return user !== undefined && !user.isBot && !user.deleted;
}

/** The list replaces the old one. It cannot be emptied; bots and whose account is no more are refused. */
function updateGroupUsers(call: Call) {
  const { world, args } = call;
  const group = groupOf(call);
  if (group.disabled) throw new Refusal('subteam_disabled');
  const users = [...new Set(listOf(args, 'users'))];
  if (users.length === 0) throw new Refusal('no_users_provided');
  if (!users.every((id) => isPerson(world.users.get(id)))) throw new Refusal('invalid_users');
  group.users = users;
  world.changed();
  return { usergroup: shownGroup(world, group, true) };
}
