import { expect, it } from 'vitest';
import { PLAIN_HTTP } from '../../../lib/http-client/http-client-config.js';
import { readKubeconfig } from './kubeconfig.js';

const base64 = (text: string) => Buffer.from(text).toString('base64');

const config = (user: string, context = 'prod') => `apiVersion: v1
kind: Config
current-context: ${context}
contexts:
- {name: prod, context: {cluster: eu, user: robot, namespace: shop}}
clusters:
- name: eu
  cluster: {server: 'https://eu.example.com:6443', certificate-authority-data: ${base64('CA')}, tls-server-name: api}
users:
- name: robot
  user: ${user}
`;

it('takes the cluster and the user of the current context', () => {
  const user = `{client-certificate: certs/robot.pem, client-key-data: ${base64('KEY')}}`;
  expect(readKubeconfig(config(user), '/etc/kube/config')).toEqual({
    server: 'https://eu.example.com:6443',
    http: {
      ...PLAIN_HTTP,
      tls: {
        ca: { text: 'CA' },
        cert: { file: '/etc/kube/certs/robot.pem' },
        key: { text: 'KEY' },
        serverName: 'api',
        insecureSkipVerify: false,
      },
    },
  });
  expect(readKubeconfig(config('{token: t}'), '/c').http.authorization).toEqual({
    type: 'Bearer',
    credentials: { text: 't' },
  });
});

it.each([
  [config('{token: t}', 'test'), '/c: no context "test", which current-context names'],
  [config('{exec: {command: aws}}'), '/c: users by exec or auth-provider are not supported'],
  ['a: 1', '/c is not a kubeconfig: current-context:'],
])('refuses %#', (text, message) => {
  expect(() => readKubeconfig(text, '/c')).toThrow(message);
});
