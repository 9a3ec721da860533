// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/diagnostic.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <span>

namespace Spacewright::Check {

enum class SecretKind {
    HubToken, ///< of Hugging Face: the Hub refuses the push
    Token, ///< of somebody else
    PrivateKey,
    Generic, ///< a value that looks like one, under a name that says so
};

/// One row of the table of what is looked for.
struct SecretPattern {
    const char *id; ///< for programs and the list of accepted findings: `huggingface-token`
    const char *name; ///< of the vendor and the thing, in English, not translated: "Hugging Face token"
    SecretKind kind;
};

[[nodiscard]] std::span<const SecretPattern> secretPatterns();

/// Where a secret lies. The value itself is not here, and belongs into no message, file or log.
struct SecretFinding {
    const SecretPattern *pattern = nullptr; ///< never null in a finding
    TextRange range; ///< as TextIndex counts
    QByteArray valueHash; ///< SHA-256 of the value
    QString preview; ///< what may be shown: the prefix that every such token has, then `…`
    int outputOfCell = 0; ///< counted from 1; 0 where it is not in the output of a notebook's cell

    friend bool operator==(const SecretFinding &, const SecretFinding &) = default;
};

/// Bytes of one secret, in the order of the file.
struct SecretSpan {
    const SecretPattern *pattern = nullptr;
    qsizetype start = 0;
    qsizetype size = 0;
};

/// Every secret in `bytes`, which may be anything; takes UTF-8 and its subsets as they are. One pass, more than 200 MB
/// in a second on one core for what people write; never more than a small multiple of the size.
[[nodiscard]] QList<SecretSpan> findSecrets(QByteArrayView bytes);

/// The same with places, for a whole file. UTF-16 with its mark is read too. A `.ipynb` says which cell's output it is.
[[nodiscard]] QList<SecretFinding> scanForSecrets(const QString &path, const QByteArray &bytes);

/// Sixteen hexadecimal digits that stand for this finding in this file; the value cannot be read from them.
[[nodiscard]] QString secretFingerprint(const SecretFinding &finding, const QString &path);

/// `text` with the same lines and columns, in which every character of a secret is a `•`.
[[nodiscard]] QString withSecretsMasked(const QString &text);

} // namespace Spacewright::Check
