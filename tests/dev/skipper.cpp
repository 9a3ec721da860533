// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testcase.h"

using namespace Qt::StringLiterals;
using namespace Spacewright;

/// What tst_skips.py runs: a function that passes and two that skip.
class Skipper final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (qEnvironmentVariableIsSet("SKIP_FROM_THE_START"))
            Testing::skipWithout("unicorn", u"There is no unicorn here."_s);
    }
    void passes() { }
    void needsUnicorn() { Testing::skipWithout("unicorn", u"There is no unicorn here."_s); }
    void needsDragon() { Testing::skipWithout("dragon", u"There is no dragon here."_s); }
};

QTEST_GUILESS_MAIN(Skipper)
#include "skipper.moc"
