// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/pushed.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Check {

namespace {

const Contents &nothing()
{
    static const Contents contents;
    return contents;
}

} // namespace

Pushed::Pushed(const Manifest::Snapshot &snapshot, const Contents *contents)
    : m_contents(contents ? contents : &nothing())
{
    m_ignored.add(snapshot.text(u".gitignore"_s).text);
    for (const auto &[folder, text] : m_contents->innerIgnores)
        m_ignored.add(text, folder);
    m_attributes.push_back(Manifest::readGitAttributes(snapshot.text(u".gitattributes"_s).text));
    for (const Manifest::GitAttributes &inner : m_contents->innerAttributes)
        m_attributes.push_back(inner);
    if (contents) {
        findRefused();
        findSecrets(snapshot);
    }
}

bool Pushed::isPushed(const QString &path) const
{
    return isTracked(path) || !m_ignored.isFileLeftOut(path);
}

bool Pushed::isInLfs(const QString &path) const
{
    return Manifest::isLfsTracked(m_attributes, path);
}

void Pushed::findRefused()
{
    for (const Contents::File &file : m_contents->files) {
        const bool isRefused =
            file.content.state == FileContent::State::Binary || file.content.sizeBytes > LargestPlainFile;
        if (isRefused && isPushed(file.path) && !isInLfs(file.path))
            m_refused.append(file);
    }
}

void Pushed::findSecrets(const Manifest::Snapshot &snapshot)
{
    const QList<AcceptedSecret> accepted = readAcceptedSecrets(snapshot.text(QString(AcceptedSecretsFile)).text);
    QSet<QString> acceptedPrints;
    for (const AcceptedSecret &one : accepted)
        acceptedPrints.insert(one.fingerprint);
    QSet<QString> prints;
    const auto take = [&](const QString &path, const QList<SecretFinding> &findings, const QByteArray &commit) {
        for (const SecretFinding &finding : findings) {
            const QString print = secretFingerprint(finding, path);
            const bool isKnown = !commit.isEmpty() && prints.contains(print);
            prints.insert(print);
            if (!isKnown && !acceptedPrints.contains(print))
                m_secrets.append({path, finding, commit});
        }
    };
    for (const Contents::File &file : m_contents->files) {
        if (!snapshot.text(file.path).isRead() && isPushed(file.path))
            take(file.path, file.content.secrets, {});
    }
    for (auto text = snapshot.texts.cbegin(); text != snapshot.texts.cend(); ++text) {
        if (text->isRead() && isPushed(text.key()))
            take(text.key(), scanForSecrets(text.key(), text->text.toUtf8()), {});
    }
    for (const PastContent &past : m_contents->git.past)
        take(past.path, past.content.secrets, past.commit);
    std::ranges::copy_if(accepted, std::back_inserter(m_unusedAccepted),
                         [&](const AcceptedSecret &one) { return !prints.contains(one.fingerprint); });
}

} // namespace Spacewright::Check
