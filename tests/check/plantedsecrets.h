// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QRandomGenerator>

namespace Spacewright::Testing {

/// Something that looks like a secret and opens nothing. Made anew in every run, so that none is written down.
struct PlantedSecret {
    QByteArray pattern; ///< of our table
    QByteArray value;
};

inline QByteArray someOf(QRandomGenerator &random, const QByteArray &alphabet, int count)
{
    QByteArray text;
    for (int i = 0; i < count; ++i)
        text += alphabet.at(random.bounded(int(alphabet.size())));
    return text;
}

inline QByteArray plantedKey(QRandomGenerator &random, const QByteArray &kind)
{
    const QByteArray base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    QByteArray key = "-----BEGIN " + kind + "PRIVATE KEY-----\n";
    for (int line = 0; line < 6; ++line)
        key += someOf(random, base64, 64) + '\n';
    return key + "-----END " + kind + "PRIVATE KEY-----";
}

inline QList<PlantedSecret> plantedSecrets(QRandomGenerator &random)
{
    const QByteArray upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const QByteArray lower = "abcdefghijklmnopqrstuvwxyz";
    const QByteArray digits = "0123456789";
    const QByteArray alnum = upper + lower + digits;
    const QByteArray run = alnum + "-_";
    const QByteArray hex = digits + "abcdef";
    const auto of = [&](const QByteArray &alphabet, int count) { return someOf(random, alphabet, count); };
    const auto jwtPart = [&](int count) { return QByteArray("eyJ" + of(alnum, count)); };
    return {
        {"huggingface-token", "hf_" + of(upper + lower, 34)},
        {"huggingface-organisation-token", "api_org_" + of(upper + lower, 34)},
        {"openai-key", "sk-" + of(alnum, 20) + "T3BlbkFJ" + of(alnum, 20)},
        {"openai-key", "sk-proj-" + of(alnum, 74) + "T3BlbkFJ" + of(alnum, 74)},
        {"anthropic-key", "sk-ant-api03-" + of(alnum, 93) + "AA"},
        {"openrouter-key", "sk-or-v1-" + of(hex, 64)},
        {"github-token", "ghp_" + of(alnum, 36)},
        {"github-token", "gho_" + of(alnum, 36)},
        {"github-token", "ghs_" + of(alnum, 36)},
        {"github-token", "github_pat_" + of(alnum, 82)},
        {"gitlab-token", "glpat-" + of(alnum, 20)},
        {"aws-key-id", "AKIA" + of("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16)},
        {"google-key", "AIza" + of(alnum, 35)},
        {"slack-token", "xoxb-" + of(digits, 12) + '-' + of(digits, 12) + '-' + of(alnum, 24)},
        {"slack-token", "xoxp-" + of(digits, 12) + '-' + of(digits, 12) + '-' + of(digits, 12) + '-' + of(alnum, 32)},
        {"slack-webhook",
         "https://hooks.slack.com/services/T" + of(upper + digits, 10) + "/B" + of(upper + digits, 10) + '/'
             + of(alnum, 24)},
        {"npm-token", "npm_" + of(lower + digits, 36)},
        {"pypi-token", "pypi-AgEIcHlwaS5vcmc" + of(run, 80) + 'a'},
        {"sendgrid-key", "SG." + of(alnum, 22) + '.' + of(alnum, 43)},
        {"stripe-key", "sk_live_" + of(alnum, 24)},
        {"digitalocean-token", "dop_v1_" + of(hex, 64)},
        {"databricks-token", "dapi" + of(hex, 32)},
        {"shopify-token", "shpat_" + of(hex, 32)},
        {"vault-token", "hvs." + of(alnum, 95)},
        {"linear-key", "lin_api_" + of(lower + digits, 40)},
        {"grafana-token", "glsa_" + of(alnum, 32) + '_' + of(hex, 8)},
        {"replicate-token", "r8_" + of(alnum, 37)},
        {"groq-key", "gsk_" + of(alnum, 52)},
        {"telegram-token", of(digits, 9) + ":AA" + of(alnum, 33)},
        {"jwt", jwtPart(30) + '.' + jwtPart(60) + '.' + of(alnum, 43)},
        {"age-key", "AGE-SECRET-KEY-1" + of("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L", 58)},
    };
}

/// Values for names such as `api_key`.
inline QList<QByteArray> plantedValues(QRandomGenerator &random)
{
    const QByteArray alnum = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    const auto with = [&](const QByteArray &alphabet, int count) {
        return QByteArray("4" + someOf(random, alphabet, count) + "7b");
    };
    return {with("0123456789abcdef", 29), with(alnum, 37), with(alnum, 21)};
}

} // namespace Spacewright::Testing
