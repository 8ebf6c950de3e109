"""A network of a few thousand weights is trained on a few sentences; needs the extra ``train``."""

import json
import shutil
from dataclasses import replace

import pytest
from marked_texts import corpus, write

from hedgelens import Analyzer
from hedgelens.attribution.learned.engine import SHIPPED
from hedgelens.records import HedgeLensError

torch = pytest.importorskip("torch", reason="training needs the extra 'train'")
transformers = pytest.importorskip("transformers", reason="training needs the extra 'train'")

from hedgelens.attribution.learned.windows import WindowCutter  # noqa: E402
from hedgelens.training.building import build_engine  # noqa: E402
from hedgelens.training.loop import Recipe, train  # noqa: E402
from hedgelens.training.network import Attributor, evenly_spaced, load_encoder  # noqa: E402
from hedgelens.training.soft_labels import read_soft_labels  # noqa: E402
from hedgelens.training.starting import read_weights, write_weights  # noqa: E402
from hedgelens.training.teaching import teach  # noqa: E402
from hedgelens.training.texts import read_texts  # noqa: E402

pytestmark = pytest.mark.slow
RECIPE = Recipe(epochs=8, rate=3e-3, head_rate=3e-3, pieces=256, window=96)


@pytest.fixture(scope="module")
def encoder(tmp_path_factory):
    """A BERT of two thin layers with random weights, as transformers writes it."""
    torch.manual_seed(1)
    folder = tmp_path_factory.mktemp("encoder")
    config = transformers.BertConfig(
        vocab_size=30522,
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=320,
    )
    transformers.BertModel(config, add_pooling_layer=False).save_pretrained(folder)
    shutil.copyfile(SHIPPED / "tokenizer.json", folder / "tokenizer.json")
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Marked texts in two parts."""
    path = tmp_path_factory.mktemp("marked")
    write(path / "train", corpus(8))
    write(path / "dev", corpus(4))
    return path


def losses(encoder, recipe, **options):
    told = []
    model = train(corpus(8), encoder, recipe, tell=told.append, **options)
    return model, told


def same(one, other):
    return all(torch.equal(a, b) for a, b in zip(one.state_dict().values(), other.state_dict().values(), strict=True))


def test_the_loss_falls_and_the_same_seed_gives_the_same_weights(encoder):
    model, told = losses(encoder, RECIPE)
    assert told[-1].loss < 0.6 * told[0].loss
    assert told[-1].step == told[-1].steps
    assert same(model, losses(encoder, RECIPE)[0])
    assert not same(model, losses(encoder, replace(RECIPE, seed=1))[0])


def test_a_training_that_was_broken_off_goes_on_to_the_same_weights(encoder, tmp_path, monkeypatch):
    monkeypatch.setattr("hedgelens.training.loop._KEEP_EVERY", 3)
    whole = train(corpus(8), encoder, RECIPE)

    def stop(progress):
        if progress.step == 7:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train(corpus(8), encoder, RECIPE, keep_in=tmp_path, tell=stop)
    rest = []
    resumed = train(corpus(8), encoder, RECIPE, keep_in=tmp_path, tell=rest.append)
    assert rest[0].step == 7
    assert same(whole, resumed)
    with pytest.raises(HedgeLensError, match="other options"):
        train(corpus(8), encoder, replace(RECIPE, seed=3), keep_in=tmp_path)


def test_frozen_layers_stay_as_they_are(encoder):
    recipe = replace(RECIPE, frozen=1, epochs=2)
    before = transformers.AutoModel.from_pretrained(encoder).encoder.layer
    after = train(corpus(8), encoder, recipe).reader.encoder.encoder.layer
    frozen, trained = (
        all(torch.allclose(a, b, atol=1e-2) for a, b in zip(x.parameters(), y.parameters(), strict=True))
        for x, y in zip(before, after, strict=True)
    )
    assert frozen
    assert not trained


def test_a_pupil_learns_from_what_a_teacher_says(encoder):
    teacher = train(corpus(8), encoder, RECIPE)
    cutter = WindowCutter(encoder / "tokenizer.json", RECIPE.window)
    soft = teach(teacher, corpus(8), cutter)
    assert list(soft) == [t.id for t in corpus(8)]
    assert all(len(s.readings) >= 4 for s in soft.values())
    taught, _ = losses(encoder, RECIPE, teacher=soft)
    assert not same(taught, losses(encoder, RECIPE)[0])


def test_an_engine_is_written_that_runs_without_pytorch_and_has_a_card(encoder, folder, tmp_path):
    out = tmp_path / "tiny"
    texts = read_texts(folder, without="post")
    figures = build_engine(
        texts, out, encoder=str(encoder), recipe=RECIPE, soft_labels=tmp_path / "soft.npz", weights=tmp_path / "w"
    )
    assert (tmp_path / "w").stat().st_size > 4 * 30522 * 32
    assert set(figures) == {"dev", "left out"}
    manifest = json.loads((out / "manifest.json").read_text())
    assert manifest["name"] == "tiny"
    assert set(manifest["sha256"]) == {"reader.onnx", "decoder.onnx", "tokenizer.json"}
    assert not (out / "training.safetensors").exists()
    card = (out / "MODEL_CARD.md").read_text()
    assert "4 texts with 16 attributions (herald 4)" in card
    assert f"{100 * figures['dev'].scores['cue'].f1:.1f}" in card
    assert set(read_soft_labels(tmp_path / "soft.npz")) == {t.id for t in texts.train}
    analysis = Analyzer(engine=str(out)).analyze(corpus(1)[0].text)
    assert analysis.engine == "tiny"


def test_a_network_of_fewer_layers_begins_with_the_weights_of_a_larger_one(encoder, tmp_path):
    larger = train(corpus(8), encoder, RECIPE)
    write_weights(larger, tmp_path / "larger.safetensors")
    short = Attributor(load_encoder(encoder, layers=1), decoder_layers=1)
    read_weights(short, tmp_path / "larger.safetensors")
    first, begun = larger.reader.encoder.encoder.layer[0], short.reader.encoder.encoder.layer[0]
    assert all(torch.equal(a, b) for a, b in zip(first.parameters(), begun.parameters(), strict=True))
    assert torch.equal(short.decoder.label.weight, larger.decoder.label.weight)
    recipe = replace(RECIPE, layers=1, decoder_layers=1, epochs=1)
    warm, cold = ([], [])
    train(corpus(8), encoder, recipe, start=[tmp_path / "larger.safetensors"], tell=warm.append)
    train(corpus(8), encoder, recipe, tell=cold.append)
    assert warm[-1].loss < cold[-1].loss


def test_the_layers_that_are_kept_are_evenly_spaced():
    assert [evenly_spaced(n, 6) for n in (1, 3, 4, 6)] == [[0], [0, 2, 5], [0, 2, 3, 5], [0, 1, 2, 3, 4, 5]]


def test_weights_of_another_kind_are_refused(encoder, tmp_path):
    write_weights(Attributor(load_encoder(encoder, layers=1), decoder_layers=1), tmp_path / "short.safetensors")
    with pytest.raises(HedgeLensError, match="another kind"):
        read_weights(Attributor(load_encoder(encoder)), tmp_path / "short.safetensors")
    with pytest.raises(HedgeLensError, match="has 2 layers, of which 3 cannot be kept"):
        load_encoder(encoder, layers=3)
    (tmp_path / "broken.safetensors").write_bytes(b"no")
    with pytest.raises(HedgeLensError, match="holds no weights"):
        read_weights(Attributor(load_encoder(encoder)), tmp_path / "broken.safetensors")


def test_texts_can_be_left_out_by_the_beginning_of_their_names(folder):
    texts = read_texts(folder, without="herald")
    assert {t.id[:4] for t in texts.train} == {"post"}
    assert len(texts.left_out) == 4
    with pytest.raises(HedgeLensError, match=r"No text .* begins with 'nobody'. Names begin with: herald, post"):
        read_texts(folder, without="nobody")


def test_the_command_trains_and_prints_figures(encoder, folder, tmp_path, command_line):
    out = tmp_path / "engine"
    code, printed, _ = command_line("train", folder, "-o", out, "--encoder", encoder, "--epochs", "0.5")
    assert code == 0
    assert "dev (fitted on the other half" in printed
    assert f"--engine '{out}'" in printed


def test_an_engine_in_eight_bits_can_be_begun_with(encoder, folder, tmp_path):
    out = tmp_path / "tiny"
    build_engine(read_texts(folder), out, encoder=str(encoder), recipe=RECIPE, weights=tmp_path / "full.safetensors")
    begun, full = (Attributor(load_encoder(encoder)) for _ in range(2))
    read_weights(full, tmp_path / "full.safetensors")
    read_weights(begun, out)
    for name, weight in full.state_dict().items():
        step = weight.abs().max() / 127
        assert torch.allclose(begun.state_dict()[name], weight, atol=float(step)), name
    (out / "reader.onnx").write_bytes(b"")
    with pytest.raises(HedgeLensError, match="reader.onnx"):
        read_weights(begun, out)


def test_of_several_networks_the_mean_is_begun_with(encoder, folder, tmp_path):
    models = [train(corpus(8), encoder, replace(RECIPE, epochs=1, seed=seed)) for seed in (0, 1)]
    for number, model in enumerate(models):
        write_weights(model, tmp_path / str(number))
    mean = train(corpus(8), encoder, replace(RECIPE, epochs=0), start=[tmp_path / "0", tmp_path / "1", tmp_path / "1"])
    for name, weight in mean.state_dict().items():
        one, other = (model.state_dict()[name] for model in models)
        assert torch.allclose(weight, (one + 2 * other) / 3, atol=1e-5), name
