import { z } from 'zod';
import type { DnsProbe, RecordChecks } from '../../collect/exporters/blackbox/blackbox-module.js';
import { tlsConfig, toTls } from '../http-client.js';
import { plainText, regex } from '../values.js';
import { ipAddress, ipChoiceFields, toIpChoice } from './ip-choice.js';

const TYPES = `A AAAA AFSDB ANY CAA CDNSKEY CDS CERT CNAME DHCID DLV DNAME DNSKEY DS HINFO HTTPS IPSECKEY KEY KX LOC MX
  NAPTR NS NSEC NSEC3 NSEC3PARAM NULL PTR RP RRSIG SIG SOA SPF SRV SSHFP SVCB TA TKEY TLSA TSIG TXT URI`.split(/\s+/);
const CLASSES = ['IN', 'CS', 'CH', 'HS', 'ANY'];
const RCODES = `NOERROR FORMERR SERVFAIL NXDOMAIN NOTIMP REFUSED YXDOMAIN YXRRSET NXRRSET NOTAUTH NOTZONE`.split(' ');

const oneOf = (what: string, known: readonly string[]) =>
  plainText.refine((text) => known.includes(text), { error: `is not a known ${what}; known are ${known.join(', ')}` });

const patterns = z.array(regex).default([]);

const recordChecks = z
  .strictObject({
    fail_if_matches_regexp: patterns,
    fail_if_all_match_regexp: patterns,
    fail_if_not_matches_regexp: patterns,
    fail_if_none_matches_regexp: patterns,
  })
  .transform(
    (given): RecordChecks => ({
      failIfMatches: given.fail_if_matches_regexp,
      failIfAllMatch: given.fail_if_all_match_regexp,
      failIfNotMatches: given.fail_if_not_matches_regexp,
      failIfNoneMatches: given.fail_if_none_matches_regexp,
    }),
  )
  .prefault({});

/** https://github.com/prometheus/blackbox_exporter/blob/master/CONFIGURATION.md#dns_probe */
export const dnsProbe = (directory: string) =>
  z
    .strictObject({
      ...ipChoiceFields,
      source_ip_address: ipAddress.optional(),
      transport_protocol: z.enum(['udp', 'tcp'], { error: 'must be udp or tcp' }).default('udp'),
      dns_over_tls: z.boolean().default(false),
      tls_config: tlsConfig.optional(),
      query_name: plainText.refine((name) => name !== '', { error: 'must not be empty' }),
      query_type: oneOf('query type', TYPES).default('ANY'),
      query_class: oneOf('query class', CLASSES).default('IN'),
      recursion_desired: z.boolean().default(true),
      valid_rcodes: z.array(oneOf('response code', RCODES)).default(['NOERROR']),
      validate_answer_rrs: recordChecks,
      validate_authority_rrs: recordChecks,
      validate_additional_rrs: recordChecks,
    })
    .superRefine(({ dns_over_tls, transport_protocol }, context) => {
      if (dns_over_tls && transport_protocol !== 'tcp')
        context.addIssue({
          code: 'custom',
          message: 'dns_over_tls needs transport_protocol: tcp',
          path: ['dns_over_tls'],
        });
    })
    .transform(
      (given): DnsProbe => ({
        ...toIpChoice(given),
        sourceIpAddress: given.source_ip_address,
        transport: given.transport_protocol,
        isSecured: given.dns_over_tls,
        tls: given.tls_config === undefined ? undefined : toTls(given.tls_config, directory),
        queryName: given.query_name,
        queryType: given.query_type,
        queryClass: given.query_class,
        recursionDesired: given.recursion_desired,
        validRcodes: given.valid_rcodes,
        answers: given.validate_answer_rrs,
        authorities: given.validate_authority_rrs,
        additionals: given.validate_additional_rrs,
      }),
    );
