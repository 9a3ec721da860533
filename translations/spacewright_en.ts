<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>Assist</name>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Check</name>
    <message numerus="yes">
        <source>Packages that could not be looked up: %n (%1). Check again later.</source>
        <extracomment>%1 is a clause that begins with a small letter</extracomment>
        <translation>
            <numerusform>One package could not be looked up (%1). Check again later.</numerusform>
            <numerusform>%n packages could not be looked up (%1). Check again later.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MachineFacts</name>
    <message numerus="yes">
        <source>%n more interpreters found</source>
        <translation>
            <numerusform>%n more interpreter found</numerusform>
            <numerusform>%n more interpreters found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cores</source>
        <translation>
            <numerusform>%n core</numerusform>
            <numerusform>%n cores</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MemoryAlarm</name>
    <message numerus="yes">
        <source>%1 more each hour: it passes the %2 of %3 in about %n minutes.</source>
        <translation>
            <numerusform>%1 more each hour: it passes the %2 of %3 in about %n minute.</numerusform>
            <numerusform>%1 more each hour: it passes the %2 of %3 in about %n minutes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 more each hour: it passes the %2 of %3 in about %n hours.</source>
        <translation>
            <numerusform>%1 more each hour: it passes the %2 of %3 in about %n hour.</numerusform>
            <numerusform>%1 more each hour: it passes the %2 of %3 in about %n hours.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Metrics</name>
    <message numerus="yes">
        <source>of %n cores</source>
        <translation>
            <numerusform>of %n core</numerusform>
            <numerusform>of %n cores</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Spacewright::Runtime::Session</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Spacewright::Studio</name>
    <message numerus="yes">
        <source>In an environment of this machine, %n differences from the Hub. Click for the plan.</source>
        <translation>
            <numerusform>In an environment of this machine, %n difference from the Hub. Click for the plan.</numerusform>
            <numerusform>In an environment of this machine, %n differences from the Hub. Click for the plan.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files of %1 are not saved.</source>
        <translation>
            <numerusform>%n file of %1 is not saved.</numerusform>
            <numerusform>%n files of %1 are not saved.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Spacewright::Ui::ChangesFoot</name>
    <message numerus="yes">
        <source>and %n more files</source>
        <translation>
            <numerusform>and %n more file</numerusform>
            <numerusform>and %n more files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Spacewright::Ui::FileTreeModel</name>
    <message numerus="yes">
        <source>%n problems</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Spacewright::Ui::LogStrip</name>
    <message numerus="yes">
        <source>%n lines</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Spacewright::Ui::LogView</name>
    <message numerus="yes">
        <source>%n new lines</source>
        <translation>
            <numerusform>%n new line</numerusform>
            <numerusform>%n new lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n times</source>
        <translation>
            <numerusform>%n time</numerusform>
            <numerusform>%n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Spacewright::Ui::PlanPanel</name>
    <message numerus="yes">
        <source>%n steps</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n differences from the Hub</source>
        <translation>
            <numerusform>%n difference from the Hub</numerusform>
            <numerusform>%n differences from the Hub</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Spacewright::Ui::ProblemsPanel</name>
    <message numerus="yes">
        <source>Applies %n fixes that leave no choice.</source>
        <translation>
            <numerusform>Applies %n fix that leaves no choice</numerusform>
            <numerusform>Applies %n fixes that leave no choice</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Spacewright::Ui::SpaceBar</name>
    <message numerus="yes">
        <source>%n problems</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Fix %n problems</source>
        <translation>
            <numerusform>Fix %n problem</numerusform>
            <numerusform>Fix %n problems</numerusform>
        </translation>
    </message>
</context>
</TS>
