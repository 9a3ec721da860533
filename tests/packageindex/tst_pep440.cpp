// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/process.h"
#include "packageindex/pep440.h"
#include "support/testcase.h"

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::PackageIndex;

namespace {
QString canonical(const QString &text)
{
    const auto version = Version::parse(text);
    return version ? version->canonical() : u"-"_s;
}

QString order(const QString &a, const QString &b)
{
    const auto result = *Version::parse(a) <=> *Version::parse(b);
    return result < 0 ? u"-1"_s : result > 0 ? u"1"_s : u"0"_s;
}

QString contained(const QString &specifier, const QString &version)
{
    const auto parsed = Specifier::parse(specifier);
    return !parsed ? u"-"_s : parsed->contains(*Version::parse(version)) ? u"1"_s : u"0"_s;
}
} // namespace

class Pep440Test final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void everyCase_isAsInPythonsOwnLibrary_data()
    {
        QTest::addColumn<QString>("seed");
        for (const auto seed : {"1", "2", "3", "4"})
            QTest::newRow(seed) << QString::fromLatin1(seed);
    }
    void everyCase_isAsInPythonsOwnLibrary()
    {
        QFETCH(QString, seed);
        constexpr auto Count = "5000"_L1;
        Command command;
        command.program = u"python3"_s;
        command.arguments = {u"-B"_s, Testing::sourceFile(u"tests/packageindex/versions.py"_s), seed, Count};
        const auto answer = Process::run(command);
        QVERIFY(Testing::settles(answer, std::chrono::minutes(1)));
        QVERIFY_RESULT(answer.result());
        QVERIFY2(answer.result()->exit.isSuccess(), answer.result()->standardError.constData());
        const QStringList lines = QString::fromUtf8(answer.result()->standardOutput).split(u'\n', Qt::SkipEmptyParts);
        QVERIFY(lines.size() >= 2 * Count.toInt());
        qsizetype yes = 0;
        for (const QString &line : lines) {
            const QStringList words = line.split(u'\t');
            const QString ours = words.at(0) == "version"_L1 ? canonical(words.at(1))
                : words.at(0) == "order"_L1                  ? order(words.at(1), words.at(2))
                                                             : contained(words.at(1), words.at(2));
            QVERIFY2(ours == words.last(), qPrintable(line + u" | ours: "_s + ours));
            yes += words.at(0) == "contains"_L1 && ours == "1"_L1;
        }
        QVERIFY(yes > lines.size() / 20); // the generator does not only make what nothing matches
    }

    void pin_isOneExactVersion()
    {
        const auto pin = [](const QString &text) { return Specifier::parse(text)->pin(); };
        QCOMPARE(pin(u"==1.2"_s)->canonical(), u"1.2"_s);
        QCOMPARE(pin(u"===1.2"_s)->canonical(), u"1.2"_s);
        QVERIFY(!pin(u"==1.*"_s));
        QVERIFY(!pin(u"==1.2,<3"_s));
        QVERIFY(!pin(u">=1.2"_s));
        QVERIFY(!pin({}));
    }

    void hugeNumbers_areRefusedRatherThanWrong()
    {
        const QString pin = u"=="_s + QString(40, u'9');
        const QString local = u"1.0+"_s + QString(40, u'9');
        QVERIFY(!Version::parse(QString(19, u'9')));
        QVERIFY(!Specifier::parse(pin));
        QCOMPARE(canonical(local), local);
    }
};

QTEST_GUILESS_MAIN(Pep440Test)
#include "tst_pep440.moc"
