/** How Watchbill names itself in the user agent of its calls, by which it knows them when CloudTrail tells of them. */
export const APP_ID = 'watchbill';
