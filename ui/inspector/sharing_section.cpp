#include <algorithm>

#include "ui/inspector/choice_editor.h"
#include "ui/inspector/collapsible_section.h"
#include "ui/inspector/rows.h"
#include "ui/inspector/sections.h"
#include "ui/inspector/shown_stage.h"
#include "ui/inspector/slider_editor.h"
#include "ui/inspector/technique_colours.h"
#include "ui/inspector/technique_switch.h"
#include "ui/session/experiment_document.h"

namespace layerlab {

namespace {

const auto by_size = QStringLiteral("group_size");
const auto by_groups = QStringLiteral("groups");
const auto by_all = QStringLiteral("all");
const auto by_map = QStringLiteral("map");

QString rule(const Experiment& experiment) {
    const auto& sharing = experiment.techniques.sharing;
    if (!sharing) return {};
    if (!sharing->map.empty()) return by_map;
    if (sharing->groups) return *sharing->groups == 1 ? by_all : by_groups;
    return by_size;
}

// The group of every slot of a stack by name, as the rule in force has it: where a map by hand begins.
std::vector<std::string> groupNames(const StackBlueprint& stack, SharingSettings::Share share) {
    const WeightMap& weights = stack.weights;
    const bool by_attention = share != SharingSettings::Share::FeedForward;
    std::vector<std::string> names;
    for (const int group : by_attention ? weights.attention : weights.feed_forward)
        names.push_back(group < 26 ? std::string(1, static_cast<char>('a' + std::max(0, group))) : "g" + std::to_string(group));
    return names;
}

// The experiment file has one key for each rule, of which exactly one is set; people choose a rule.
Binding bindRule() {
    Binding binding;
    binding.path = "techniques.sharing.map";
    binding.load = rule;
    binding.problem = [](const ExperimentDocument&) { return QString(); };  // the names' own row has it
    binding.store = [](ExperimentDocument& document, const QString& wanted) {
        if (wanted == rule(shownStage(document))) return QString();
        // Beside a successor or a side network, that is what shares.
        const Blueprint blueprint = shownBlueprint(document);
        editShown(document, CollapsibleSection::tr("change sharing"), {}, [&wanted, &blueprint](Experiment& experiment) {
            SharingSettings& sharing = *experiment.techniques.sharing;
            const std::vector<std::string> names = groupNames(blueprint.measured(), sharing.share);
            sharing.map.clear();
            sharing.group_size.reset();
            sharing.groups.reset();
            if (wanted == by_map) sharing.map = names;
            else if (wanted == by_size) sharing.group_size = 2;
            else sharing.groups = wanted == by_all ? 1 : 2;
        });
        return QString();
    };
    return binding;
}

FieldRow* addSlider(CollapsibleSection& section, ExperimentDocument& document, const QString& label, const std::string& path,
                    double minimum, const QString& for_rule) {
    auto* editor = new SliderEditor(NumberEditor::Kind::Integer, minimum, 12, 1);
    auto* row = new FieldRow(document, label, bindKey(path), editor, true);
    section.add(row);
    const auto follow = [editor, minimum, &document] {
        editor->setBounds(minimum, std::max(minimum, static_cast<double>(slotCount(shownBlueprint(document).measured().model))));
    };
    QObject::connect(&document, &ExperimentDocument::changed, editor, follow);
    QObject::connect(&document, &ExperimentDocument::shownStageChanged, editor, follow);
    follow();
    showWhile(row, document, [for_rule](const Experiment& experiment) { return rule(experiment) == for_rule; });
    return row;
}

}  // namespace

CollapsibleSection* makeSharingSection(ExperimentDocument& document, QWidget* parent) {
    auto* section = new CollapsibleSection(CollapsibleSection::tr("Parameter sharing"), QStringLiteral("sharing"), parent);
    section->setProperty("helpPage", QStringLiteral("sharing"));
    section->setDot([] { return techniqueColour(QStringLiteral("sharing")); });
    section->setToolTip(CollapsibleSection::tr("Several layers use the same weights (Lan et al. 2019, ALBERT)."));
    addTechniqueSwitch(*section, document, "sharing", &Techniques::sharing, [](const Experiment&) {
        SharingSettings at_first;
        at_first.group_size = 2;
        return at_first;
    });

    auto* rule_editor = new ChoiceEditor;
    rule_editor->addChoice(by_size, CollapsibleSection::tr("every k layers"));
    rule_editor->addChoice(by_groups, CollapsibleSection::tr("number of groups"));
    rule_editor->addChoice(by_all, CollapsibleSection::tr("all layers"));
    rule_editor->addChoice(by_map, CollapsibleSection::tr("by name"));
    section->add(new FieldRow(document, CollapsibleSection::tr("Group by"), bindRule(), rule_editor));
    addSlider(*section, document, CollapsibleSection::tr("Group size"), "techniques.sharing.group_size", 1, by_size);
    addSlider(*section, document, CollapsibleSection::tr("Groups"), "techniques.sharing.groups", 2, by_groups);
    showWhile(addList(*section, document, CollapsibleSection::tr("Names"), "techniques.sharing.map"), document,
              [](const Experiment& experiment) { return rule(experiment) == by_map; });
    addChoice(*section, document, CollapsibleSection::tr("Share"), "techniques.sharing.share");
    return section;
}

}  // namespace layerlab
