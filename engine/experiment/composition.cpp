#include "engine/experiment/composition.h"

#include "engine/text.h"

namespace layerlab {

const std::vector<Composition>& compositions() {
    static const std::vector<Composition> all{
        {"layer_drop", "sharing", true, words("slots are left out, whether or not they share weights")},
        {"layer_drop", "theseus", false,
         words("while modules are replaced no layer is left out; give layer_drop to the stage after it, which fine-tunes the successor")},
        {"layer_drop", "ladder", true, words("side layers are left out, with their rungs")},
        {"layer_drop", "distillation", true,
         words("the student's layers are left out; terms of layers that did not run are left out with them")},
        {"layer_drop", "truncation", true, words("layers of what is kept are left out")},
        {"sharing", "theseus", true, words("the successor's layers share weights; the predecessor stays as it is")},
        {"sharing", "ladder", true, words("the side layers share weights; the backbone stays as it is")},
        {"sharing", "distillation", true, words("the student shares weights")},
        {"sharing", "truncation", true, words("what is kept shares weights, starting from the first layer of each group")},
        {"theseus", "ladder", false, words("one replaces the layers of the trained model, the other leaves them as they are; choose one")},
        {"theseus", "distillation", true, words("soft labels and relations of the batch; the layers that run change from pass to pass")},
        {"theseus", "truncation", false, words("both choose the layers of the smaller model; choose one")},
        {"ladder", "distillation", true, words("soft labels only: the side network's states are narrower, and are its own")},
        {"ladder", "truncation", false, words("the backbone of a ladder stays as it is; truncate and fine-tune in a stage before")},
        {"distillation", "truncation", true, words("what is kept learns from the teacher")},
    };
    return all;
}

std::vector<std::string> techniquesOn(const Techniques& techniques) {
    std::vector<std::string> on;
    if (techniques.layer_drop) on.push_back("layer_drop");
    if (techniques.sharing) on.push_back("sharing");
    if (techniques.theseus) on.push_back("theseus");
    if (techniques.ladder) on.push_back("ladder");
    if (techniques.distillation) on.push_back("distillation");
    if (techniques.truncation) on.push_back("truncation");
    return on;
}

const char* freezesHead(const Techniques& techniques) {
    if (techniques.theseus && !techniques.theseus->train_head) return "theseus";
    return techniques.ladder && !techniques.ladder->train_head ? "ladder" : nullptr;
}

const char* freezesEmbeddings(const Techniques& techniques) {
    if (techniques.theseus && !techniques.theseus->replace_embeddings) return "theseus";
    return techniques.ladder ? "ladder" : nullptr;
}

}  // namespace layerlab
