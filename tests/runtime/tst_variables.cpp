// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runningspace.h"
#include "runtime/variables.h"

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Testing;

using Values = QMap<QString, QString>;

class VariablesTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { cleanRoom(); }

    void assignments_areRead_data()
    {
        QTest::addColumn<QStringList>("written");
        QTest::addColumn<Values>("values");
        QTest::addColumn<QStringList>("refused");
        const QStringList none;
        QTest::newRow("nothing") << none << Values() << none;
        QTest::newRow("two") << QStringList{u"A=1"_s, u"B_2=x y"_s} << Values{{u"A"_s, u"1"_s}, {u"B_2"_s, u"x y"_s}}
                             << none;
        QTest::newRow("empty value") << QStringList{u"A="_s} << Values{{u"A"_s, {}}} << none;
        QTest::newRow("a value with =") << QStringList{u"A=b=c"_s} << Values{{u"A"_s, u"b=c"_s}} << none;
        QTest::newRow("two lines") << QStringList{u"A=b\nc"_s} << Values{{u"A"_s, u"b\nc"_s}} << none;
        QTest::newRow("the later counts") << QStringList{u"A=1"_s, u"A=2"_s} << Values{{u"A"_s, u"2"_s}} << none;
        QTest::newRow("no =") << QStringList{u"A"_s} << Values() << QStringList{u"A"_s};
        QTest::newRow("a digit first") << QStringList{u"1A=1"_s, u"B=2"_s} << Values{{u"B"_s, u"2"_s}}
                                       << QStringList{u"1A=1"_s};
        QTest::newRow("a dash in the name") << QStringList{u"A-B=1"_s} << Values() << QStringList{u"A-B=1"_s};
    }
    void assignments_areRead()
    {
        QFETCH(QStringList, written);
        const Runtime::Variables variables = Runtime::readVariables(written);
        QTEST(variables.values, "values");
        QTEST(variables.refused, "refused");
    }

    void logs_keepAsManyLinesAsChosen()
    {
        Runtime::SessionOptions options;
        options.logLimits.lines = 3;
        const RunningSpace space(u"serves.py"_s, "sdk: gradio\nsdk_version: \"6.25.0\"\n", options);
        for (Logs::LogStore *log : {&space.session->buildLog(), &space.session->runLog()}) {
            for (int i = 0; i < 10; ++i)
                log->append("line " + QByteArray::number(i) + '\n');
            QCOMPARE(log->size(), 3);
            QCOMPARE(log->text(2), u"line 9"_s);
        }
    }
};

QTEST_GUILESS_MAIN(VariablesTest)
#include "tst_variables.moc"
