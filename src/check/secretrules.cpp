// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/pushed.h"
#include "check/rule.h"
#include "manifest/textindex.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;
using State = Spacewright::Check::FileContent::State;

namespace Spacewright::Check {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Check)
};

QString nameOf(const SecretFinding &finding)
{
    return QString::fromLatin1(finding.pattern->name);
}

/// The reason, with the line that accepts the finding; the value is nowhere in it.
QString whyOf(const QString &why, const PushedSecret &secret)
{
    return why + u' '
        + Words::tr("To accept it, write this line into %1: %2")
              .arg(AcceptedSecretsFile,
                   secretFingerprint(secret.finding, secret.path) + u"  "_s
                       + QString::fromLatin1(secret.finding.pattern->id) + u"  "_s + secret.path);
}

using Message = QString (*)(const PushedSecret &);

/// Reports the secrets that `isMeant`.
template<typename IsMeant>
void reportAll(const Subject &subject, const Report &report, IsMeant isMeant, Message message,
               const QString &shortMessage, const char *why)
{
    for (const PushedSecret &secret : subject.pushed->secrets()) {
        if (!isMeant(secret))
            continue;
        const bool isPast = !secret.commit.isEmpty();
        report({secret.path, isPast ? TextRange() : secret.finding.range, message(secret), shortMessage,
                whyOf(QCoreApplication::translate("Check", why), secret)});
    }
}

bool isInFile(const PushedSecret &secret, SecretKind kind)
{
    return secret.commit.isEmpty() && secret.finding.pattern->kind == kind;
}

constexpr const char *HubTokenWhy = QT_TRANSLATE_NOOP(
    "Check",
    "The Hub looks for its own tokens in what is pushed and names the files. Delete the token in the settings of your "
    "account: it may have been read already. A secret of the Space reaches the app as an environment variable.");
constexpr const char *TokenWhy = QT_TRANSLATE_NOOP("Check",
                                                   "Everybody can read the files of a public Space, and robots do. "
                                                   "Make a new one, and hand it to the app as a secret of "
                                                   "the Space. The Hub warns of other vendors' keys by mail.");
constexpr const char *KeyWhy = QT_TRANSLATE_NOOP(
    "Check",
    "Whoever reads the file can act with this key. Make a new one, and hand it to the app as a secret of the Space.");
constexpr const char *GenericWhy = QT_TRANSLATE_NOOP(
    "Check", "The name says that it is kept to oneself and the value looks random. This is a guess and never blocks.");
constexpr const char *OutputWhy = QT_TRANSLATE_NOOP(
    "Check", "The output of a cell is saved with the notebook. Clear it before the notebook is pushed.");
constexpr const char *HubHistoryWhy = QT_TRANSLATE_NOOP(
    "Check",
    "A push sends all commits, and the Hub looks for its own tokens in them. Delete the token in the settings of your "
    "account and rewrite the commit.");
constexpr const char *HistoryWhy = QT_TRANSLATE_NOOP(
    "Check",
    "A push sends all commits, so what was removed later can still be read. Make a new one and rewrite the commit.");

QString inOutput(const PushedSecret &secret)
{
    return secret.finding.outputOfCell > 0
        ? Words::tr("In the output of cell %1 stands a %2. Clear the output, and make a new one.")
              .arg(secret.finding.outputOfCell)
              .arg(nameOf(secret.finding))
        : QString();
}

void hubToken(const Subject &subject, const Report &report)
{
    reportAll(
        subject, report, [](const PushedSecret &secret) { return isInFile(secret, SecretKind::HubToken); },
        [](const PushedSecret &secret) {
            const QString output = inOutput(secret);
            return output.isEmpty()
                ? Words::tr("A %1 stands here, and the Hub refuses the push. Use a secret of the Space.")
                      .arg(nameOf(secret.finding))
                : output;
        },
        Words::tr("token in a file"), HubTokenWhy);
}

void tokenInFile(const Subject &subject, const Report &report)
{
    reportAll(
        subject, report,
        [](const PushedSecret &secret) {
            return isInFile(secret, SecretKind::Token) && secret.finding.outputOfCell == 0;
        },
        [](const PushedSecret &secret) {
            return Words::tr("A %1 stands here for everybody to read. Use a secret of the Space.")
                .arg(nameOf(secret.finding));
        },
        Words::tr("token in a file"), TokenWhy);
}

void privateKey(const Subject &subject, const Report &report)
{
    reportAll(
        subject, report,
        [](const PushedSecret &secret) {
            return isInFile(secret, SecretKind::PrivateKey) && secret.finding.outputOfCell == 0;
        },
        [](const PushedSecret &) {
            return Words::tr("A private key stands here for everybody to read. Use a secret of the Space.");
        },
        Words::tr("private key"), KeyWhy);
}

void generic(const Subject &subject, const Report &report)
{
    reportAll(
        subject, report,
        [](const PushedSecret &secret) {
            return isInFile(secret, SecretKind::Generic) && secret.finding.outputOfCell == 0;
        },
        [](const PushedSecret &) {
            return Words::tr("This looks like a password or key. If it is one, use a secret of the Space.");
        },
        Words::tr("looks like a secret"), GenericWhy);
}

void inNotebookOutput(const Subject &subject, const Report &report)
{
    reportAll(
        subject, report,
        [](const PushedSecret &secret) {
            return secret.commit.isEmpty() && secret.finding.outputOfCell > 0
                && secret.finding.pattern->kind != SecretKind::HubToken;
        },
        inOutput, Words::tr("secret in an output"), OutputWhy);
}

QString inCommit(const PushedSecret &secret)
{
    return Words::tr("Commit %1, not pushed yet, has a %2 in this file. Make a new one, and rewrite the commit.")
        .arg(QString::fromLatin1(secret.commit.first(std::min<qsizetype>(7, secret.commit.size()))),
             nameOf(secret.finding));
}

void hubTokenInHistory(const Subject &subject, const Report &report)
{
    reportAll(
        subject, report,
        [](const PushedSecret &secret) {
            return !secret.commit.isEmpty() && secret.finding.pattern->kind == SecretKind::HubToken;
        },
        inCommit, Words::tr("token in a commit"), HubHistoryWhy);
}

void inHistory(const Subject &subject, const Report &report)
{
    reportAll(
        subject, report,
        [](const PushedSecret &secret) {
            return !secret.commit.isEmpty() && secret.finding.pattern->kind != SecretKind::HubToken;
        },
        inCommit, Words::tr("secret in a commit"), HistoryWhy);
}

void environmentFile(const Subject &subject, const Report &report)
{
    for (const QString &path : subject.pushed->contents().environmentFiles) {
        if (!subject.pushed->isPushed(path))
            continue;
        if (subject.pushed->isTracked(path)) {
            report({path,
                    {},
                    Words::tr("This file is in git, so its values go to the Hub. Run \"git rm --cached\" on it."),
                    Words::tr("goes to the Hub")});
        } else {
            report({path,
                    {},
                    Words::tr("This file would go to the Hub with its values. Add it to .gitignore."),
                    Words::tr("goes to the Hub"),
                    {},
                    {appendingLine(subject.snapshot, u".gitignore"_s, u'/' + Manifest::attributePatternFor(path),
                                   Words::tr("Add it to .gitignore"))}});
        }
    }
}

void unusedAccepted(const Subject &subject, const Report &report)
{
    for (const AcceptedSecret &accepted : subject.pushed->unusedAccepted()) {
        report({AcceptedSecretsFile,
                accepted.range,
                Words::tr("Nothing is found any more that this line accepts. Remove it."),
                Words::tr("accepts nothing"),
                {},
                {{Words::tr("Remove the line"), {{AcceptedSecretsFile, accepted.lineRange, {}}}}}});
    }
}

void notSearched(const Subject &subject, const Report &report)
{
    for (const Contents::File &file : subject.pushed->contents().files) {
        if (file.content.state == State::NotSearched && subject.pushed->isPushed(file.path))
            report({file.path,
                    {},
                    Words::tr("This text is too large to be searched for secrets here. Look through it yourself."),
                    Words::tr("not searched")});
    }
}

void historyNotSearched(const Subject &subject, const Report &report)
{
    if (!subject.pushed->contents().git.isPastComplete)
        report({u"README.md"_s,
                {},
                Words::tr("A push sends more commits than are searched here. Look through the older ones yourself."),
                Words::tr("older commits not searched")});
}

constexpr QLatin1StringView Scanning = "https://huggingface.co/docs/hub/security-secrets"_L1;
constexpr QLatin1StringView SpaceSecrets = "https://huggingface.co/docs/hub/spaces-overview#managing-secrets"_L1;

constexpr Rule Rules[] = {
    {"secrets/hub-token"_L1, Severity::PushRefused, Scanning, HubTokenWhy, hubToken},
    {"secrets/token-in-file"_L1, Severity::Advice, Scanning, TokenWhy, tokenInFile},
    {"secrets/private-key"_L1, Severity::Advice, Scanning, KeyWhy, privateKey},
    {"secrets/generic"_L1, Severity::Advice, Scanning, GenericWhy, generic},
    {"secrets/in-notebook-output"_L1, Severity::Advice, Scanning, OutputWhy, inNotebookOutput},
    {"secrets/env-file-tracked"_L1, Severity::Advice, SpaceSecrets,
     QT_TRANSLATE_NOOP(
         "Check",
         "Everybody can read the files of a public Space. On the Hub, secrets and variables are set for the "
         "Space and reach the app as environment variables."),
     environmentFile},
    {"secrets/hub-token-in-history"_L1, Severity::PushRefused, Scanning, HubHistoryWhy, hubTokenInHistory},
    {"secrets/in-history"_L1, Severity::Advice, Scanning, HistoryWhy, inHistory},
    {"secrets/unused-accepted"_L1, Severity::Advice, Scanning,
     QT_TRANSLATE_NOOP("Check", "A list that holds what is not there hides what comes back."), unusedAccepted},
    {"secrets/not-searched"_L1, Severity::Advice, Scanning,
     QT_TRANSLATE_NOOP("Check", "Texts over 64 MiB are not searched, nor is what comes after 2 GB in all."),
     notSearched},
    {"secrets/history-not-searched"_L1, Severity::Advice, Scanning,
     QT_TRANSLATE_NOOP("Check",
                       "The newest 5,000 commits that are not pushed yet are searched, and 500 MB of what they bring."),
     historyNotSearched},
};

} // namespace

std::span<const Rule> secretRules()
{
    return Rules;
}

} // namespace Spacewright::Check
